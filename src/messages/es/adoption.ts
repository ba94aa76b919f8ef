/** Spanish texts of the adoption of another program's SQLite file. */
export const adoption = {
  // a file that cannot be read
  'adoption.cannot_read': 'no se puede leer {file}: {problem:message}',
  'adoption.missing': 'no existe',
  'adoption.empty_file': 'está vacío',
  'adoption.encoding':
    'sus textos están guardados como {encoding}; páselo antes a un archivo nuevo: sqlite3 VIEJO .dump | sqlite3 NUEVO',
  'adoption.unfinished_write':
    'un programa se detuvo mientras escribía; ábralo una vez con ese programa o con sqlite3',
  'adoption.log_folder':
    'tiene un registro de escritura anticipada y no se puede escribir en su carpeta; cópielo con su archivo -wal a otra carpeta',
  'adoption.reindex':
    'un índice no coincide con su tabla; si la tabla es correcta, esto lo repara: sqlite3 FILE REINDEX',
  'adoption.damaged': 'está dañado',
  'adoption.no_database': 'no es una base de datos SQLite, o está cifrada',
  // a place that cannot take it
  'adoption.same_file': 'es la base de datos de este mismo libro: {file}',
  'adoption.no_room':
    'el disco de la base de datos necesita {needed:number} MB libres y tiene {free:number} MB',
  // objects that cannot be adopted
  'adoption.refused':
    'no se puede adoptar {file}; no se cambió nada; --prefix TEXTO da otros nombres, --skip NOMBRE deja un objeto fuera:',
  'adoption.no_tables': 'no hay ninguna tabla que adoptar en {file}',
  'adoption.nothing_to_skip': 'el archivo no tiene ningún objeto con el nombre {name}',
  'adoption.reserved': '{object:word} {name} tiene un nombre reservado',
  'adoption.taken': '{object:word} {name} tiene el nombre de un objeto de esta base de datos',
  'adoption.object': '{object:word} {name}: {problem:message}',
  'adoption.reaches':
    'se referiría a {name} de esta base de datos, porque el archivo no tiene ese objeto',
  // facts before the yes
  'adoption.d1_virtual': 'las filas de tablas virtuales (texto completo, R-Tree) no pasan a D1',
  'adoption.d1_columns': 'tiene {count:number} columnas, D1 admite {limit:number}',
  'adoption.d1_long_rows': '{rows#row} con más de {limit:number} bytes, que D1 no admite',
  'adoption.d1_infinite': '{rows#row} con un número infinito, que D1 no puede devolver',
  'adoption.d1_orphan':
    'una clave externa se refiere a una tabla que falta en el archivo, y D1 la comprueba',
  'adoption.d1_broken':
    'referencias del archivo a filas que no existen: {count:number}; D1 comprueba siempre las referencias',
  'adoption.d1_size':
    'el archivo tiene {megabytes:number} MB, una base de datos en D1 admite 10.000 MB',
  'adoption.d1_moved_rows':
    'D1 mueve las filas que se refieren unas a otras en un solo lote de 30 s como máximo: {names:all} tienen {rows:number}, y una adopción mueve como máximo {limit:number}',
  'adoption.d1_moved_bytes':
    'D1 mueve las filas que se refieren unas a otras en un solo lote de 30 s como máximo: {names:all} tienen {megabytes:number} MB, y una adopción mueve como máximo {limit:number} MB',
  'adoption.d1_indexed':
    'D1 crea todos los índices en un solo lote de 30 s como máximo: tendrían {entries:number} entradas, y una adopción crea como máximo {limit:number}; deje atrás índices y créelos después uno por uno',
  'adoption.d1_refuses': 'D1 rechaza {statement}: {problem:message}',
  'adoption.naming': 'dando a las tablas sus nombres',
  'adoption.references_broken':
    'referencias del archivo a filas que no existen: {count:number}; db check las nombrará',
  'adoption.references_unknown':
    'SQLite no puede comprobar las referencias entre las filas del archivo',
  // the result
  'adoption.changed': 'el archivo cambió después del plan: {name}',
  'adoption.differs': 'no se adoptó nada: {problem:message}',
  // the command
  'adoption.help':
    'copia las tablas, filas, índices, vistas y disparadores del archivo SQLite de otro programa a esta base de datos',
  'adoption.help_file': 'el archivo SQLite; solo se lee',
  'adoption.help_skip': 'deja un objeto fuera, con todo lo que le pertenece',
  'adoption.help_prefix': 'va delante del nombre de cada objeto',
  'adoption.plan': 'se adoptará de {file} a {location}:',
  'adoption.plan_objects':
    'tablas: {tables:number}, índices: {indexes:number}, vistas: {views:number}, disparadores: {triggers:number}, filas: {rows:number}',
  'adoption.plan_skipped': 'queda fuera: {names:all}',
  'adoption.plan_d1':
    'las filas se cargan con nombres que ninguna página muestra, y un solo lote les da los suyos; se eliminan los restos de una adopción interrumpida',
  'adoption.plan_warning':
    'las escrituras de un servidor en marcha esperan hasta el final y pueden fallar; muestra las tablas cuando se reinicia',
  'adoption.question': '¿Adoptar?',
  'adoption.done':
    '{rows#row} de {file}, en esta base de datos y comparadas en ambos lados; reinicie el servidor',
  // objects that no migration makes
  'adoption.column_object': 'objeto',
  'adoption.column_name': 'nombre',
  'adoption.column_origin': 'procedencia',
  'adoption.adopted': 'de un archivo adoptado',
  'adoption.by_hand': 'creación a mano',
} as const;
