/** Spanish texts of the page that says how each column of a table was read. */
export const readings = {
  // kinds
  'readings.kind_text': 'Texto',
  'readings.kind_long_text': 'Texto de varias líneas',
  'readings.kind_money': 'Importe',
  'readings.kind_number': 'Número',
  'readings.kind_integer': 'Número entero',
  'readings.kind_percent': 'Porcentaje',
  'readings.kind_date': 'Fecha',
  'readings.kind_datetime': 'Fecha y hora',
  'readings.kind_time': 'Hora del día',
  'readings.kind_enum': 'Uno de varios valores',
  'readings.kind_boolean': 'Sí o no',
  'readings.kind_json': 'Datos JSON',
  'readings.kind_blob': 'Datos binarios',
  'readings.kind_reference': 'Referencia',
  // reasons
  'readings.secret': 'secreta: los paneles nunca la leen',
  'readings.reference': 'su clave foránea se refiere a {table}',
  'readings.resource_file': 'archivo de recurso',
  'readings.schema_module': 'módulo del esquema',
  'readings.chosen': 'elegido por {login} el {day}',
  'readings.lapsed':
    '{login} eligió «{kind:message}», que su nueva declaración no admite: deciden sus valores',
  'readings.declared': 'declarada {type}',
  'readings.no_type': 'declarada sin tipo',
  'readings.default': 'su valor por defecto es {expression}',
  'readings.check_enum': 'su CHECK enumera los valores',
  'readings.check_json': 'su CHECK exige JSON',
  'readings.check_boolean': 'su CHECK solo admite 0 y 1',
  'readings.values': 'por {count#sampled_value}',
  'readings.values_date': 'por {count#sampled_value}, todos días',
  'readings.values_datetime': 'por {count#sampled_value}, todos con fecha y hora',
  'readings.values_number': 'por {count#sampled_value}, todos números',
  'readings.values_blob': 'por {count#sampled_value}, todos binarios',
  'readings.values_text': 'por {count#sampled_value}, todos cortos y de una línea',
  'readings.values_long_text':
    'por {count#sampled_value}: algunos son largos o tienen varias líneas',
  'readings.mostly_date': 'declarada {type}, pero un día según {count#sampled_value}',
  'readings.mostly_datetime': 'declarada {type}, pero fecha y hora según {count#sampled_value}',
  'readings.name_alone': 'su nombre lo sugiere y ningún valor lo contradice',
  'readings.name_and_values':
    'lo sugiere su nombre y lo confirma la muestra ({count#sampled_value})',
  // formats
  'readings.flags': 'no es {no}, sí es {yes}',
  'readings.notation': 'se escribe como {example}',
  'readings.places': '{places#decimal_place}',
  'readings.longest': 'como máximo {longest#character}',
  'readings.ungrouped': 'sin separador de miles',
  'readings.has_empty_text': 'el texto vacío es un valor',
  'readings.stored_as': 'los valores nuevos se guardan como {storage}',
  // samples
  'readings.binary': '(binario)',
  'readings.not_sampled': 'Las filas de esta tabla no se pueden leer ahora; su lista dice por qué.',
  'readings.described':
    'El módulo del esquema o un archivo de recurso describe esta tabla: cambie allí sus tipos.',
  'readings.undecided':
    'En una vista y en las tablas internas de una búsqueda, solo decide la declaración.',
  // a change, before it is confirmed
  'readings.plan': '{column}: «{from:message}» pasa a ser «{to:message}».',
  'readings.plan_same': '{column} sigue siendo «{to:message}».',
  'readings.plan_drop': 'La elección del administrador termina: deciden los valores.',
  'readings.plan_forget': 'Se olvida la elección para {column}.',
  'readings.misfits':
    '{misfits:number} de {all#sampled_value} no encajan: los paneles los muestran tal como están guardados.',
  'readings.plan_stays':
    'Ningún valor guardado cambia. Las listas, los formularios, los filtros y los archivos de todos los usuarios cambian de inmediato.',
  'readings.done': '{column} está decidida y los paneles se han vuelto a construir.',
  'readings.at_next_start':
    'la decisión sobre {column} está guardada, pero los paneles no se pudieron volver a construir: tendrá efecto en el próximo arranque; el registro dice por qué',
  // refusals
  'readings.no_table': 'los paneles no tienen esa tabla',
  'readings.table_gone': 'la base de datos no tiene la tabla {table}',
  'readings.column_gone': 'la tabla no tiene la columna {column}, o es secreta',
  'readings.decided': 'el tipo de {column} lo decide el esquema o un archivo de recurso',
  'readings.impossible': '{column} no puede ser de este tipo',
  'readings.impossible_hint': 'elija uno de los tipos de su lista',
  'readings.outdated_form':
    'no se ha escrito nada: un administrador ha cambiado cómo se lee esta tabla desde que se abrió el formulario',
  'readings.changed': 'otra persona ha decidido sobre {column} entretanto',
  // choices without effect
  'readings.obstacle_table_gone':
    '{login} eligió «{kind:message}» para {column} de {table} el {day}, pero los paneles no tienen esa tabla. Olvide la elección o recupere la tabla.',
  'readings.obstacle_column_gone':
    '{login} eligió «{kind:message}» para {column} de {table} el {day}, pero la tabla no tiene esa columna, o es secreta. Olvide la elección o recupere la columna.',
  'readings.obstacle_declared':
    '{login} eligió «{kind:message}» para {column} de {table} el {day}, pero ahora un archivo de recurso describe la tabla, o es una vista. Olvide la elección.',
  'readings.obstacle_reference':
    '{login} eligió «{kind:message}» para {column} de {table} el {day}, pero ahora la decide una clave foránea. Olvide la elección.',
  'readings.obstacle_lapsed':
    '{login} eligió «{kind:message}» para {column} de {table}, pero su declaración ha cambiado y no admite este tipo. Elija otro o haga que se vuelvan a leer sus valores.',
  // at the command line
  'readings.command_help':
    'enumerar cómo se leen las columnas de las tablas sin declarar, y por qué',
  'readings.column_table': 'tabla',
  'readings.column_column': 'columna',
  'readings.column_kind': 'tipo',
  'readings.column_reason': 'razón',
  'readings.column_sampled': 'muestra',
  'readings.column_chosen_by': 'elegido por',
} as const;
