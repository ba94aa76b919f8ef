/** Spanish texts of the bookmarks of D1's Time Travel. */
export const bookmarks = {
  'bookmarks.before_migrate': 'antes de db migrate',
  'bookmarks.before_rollback': 'antes de db rollback',
  'bookmarks.before_adopt': 'antes de db adopt {file}',
  'bookmarks.before_run': 'antes de la ejecución masiva {run} de {rows#row}',
  'bookmarks.of_copy': 'el instante de una copia',
  'bookmarks.kept': 'Time Travel vuelve a este momento con el marcador {bookmark}',
  'bookmarks.kept_time': 'D1 no dio marcador: Time Travel vuelve a este momento con la hora {at}',
  'bookmarks.column_bookmark': 'marcador de Time Travel',
  'bookmarks.column_reason': 'guardado',
  'bookmarks.none': 'ninguno: use el instante',
  'bookmarks.expired': 'caducado: {reason:message}',
} as const;
