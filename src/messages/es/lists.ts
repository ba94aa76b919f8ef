import type { lists as english } from '../en/lists.js';
import { translation } from '../translation.js';

export const lists = translation<typeof english>()({
  'lists.unknown_filter': 'se ignoró un filtro de una columna desconocida',
  'lists.filter_ignored': 'se ignoró el filtro de {column:title}: {problem:message}',
  'lists.unknown_comparison': 'la comparación es desconocida',
  'lists.short_value': 'admite un solo valor corto',
  'lists.broken_list': 'su lista de valores está incompleta',
  'lists.relative_days': 'admite {words:any}',
  'lists.compared_whole': 'se compara entero',
  'lists.most_filters': 'solo se usaron los primeros {most:number} filtros',
  'lists.page_ignored': 'se ignoró la página: no es un número',
  'lists.page_size_ignored': 'se ignoró el número de filas por página: no es un número',
  'lists.unsorted_titles':
    'se ordenó por clave: una lista de más de {most#row} no se ordena por {column:inline}; fíltrela antes',
  'lists.order_ignored': 'se ignoró el orden: la lista no se ordena por esa columna',
  'lists.columns_ignored': 'se ignoró la elección de columnas: no es una lista',
  'lists.unknown_column': 'se omitió una columna desconocida',
  'lists.newest_only':
    'solo se buscó en las últimas {rows#row}; filtre por fecha para buscar en otras',
  'lists.not_read': 'no se puede leer esta lista: {problem:message}',
  'lists.not_counted': 'no se pueden contar las filas: {problem:message}',
  'lists.columns_not_read': 'no se puede leer {columns:message} en esta página: {problem:message}',
  'lists.too_slow': 'esta lista tardó más de {seconds:number} segundos',
  'lists.too_slow_hint':
    'ordene o filtre por la clave u otra columna con índice, o añada un índice a la tabla',
  'lists.view_filter_stays': 'la vista ya no existe; su filtro se sigue aplicando',
  'lists.view_in_part':
    'la vista «{name}» se abrió incompleta: su usuario no tiene acceso a {parts#part} de ella',
  'lists.view_saved': 'se guardó la vista «{name}»',
  'lists.view_removed': 'se quitó la vista',
  'lists.view_gone': 'esta vista ya no existe',
  'lists.view_name_missing': 'dé un nombre a la vista',
  'lists.view_name_long': 'un nombre tiene como mucho {most#character}',
  'lists.view_filter_long': 'el filtro es demasiado largo para guardarlo',
  'lists.view_shared_with': 'elija el rol con el que comparte la vista',
  'lists.view_sharing': 'solo los administradores pueden compartir vistas',
  'lists.most_views': 'puede guardar como mucho {most:number} vistas de una lista',
  'lists.remove_view': 'quite antes una',
  'lists.most_columns': 'se pueden elegir como mucho {most#column}',
  'lists.nothing_asked': 'no se pidió nada',
  'lists.no_search_index': 'no hay índice de búsqueda para {table}',
  'lists.indexed_tables': 'las tablas que lo tienen son {tables:all}',
  'lists.search_index_exists': 'el índice de búsqueda de {table} ya existe',
  'lists.rebuild_search_index': 'use rebuild para construirlo otra vez',
  'lists.no_customer': 'no existe el cliente {reference}',
  'lists.customer_reference': 'dé el id o el correo electrónico',
});
