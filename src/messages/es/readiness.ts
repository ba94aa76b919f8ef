/** Spanish texts of the answers to monitors. */
export const readiness = {
  'ready.yes': 'listo',
  'ready.no': 'no está listo',
  'ready.warning': 'aviso: {problem:message}',
  'ready.waiting':
    'el servidor espera a su base de datos, y pregunta de nuevo cada pocos segundos; no se cambió nada',
  'ready.panels_loading': 'los paneles aún se están cargando',
  'ready.panels_failed': 'no se pudieron cargar los paneles; el registro del servidor dice por qué',
  'ready.no_answer': 'la base de datos no responde a tiempo',
  'ready.file_replaced':
    'se reemplazó el archivo de la base de datos; detenga el servidor, ponga el archivo correcto en su sitio y arranque de nuevo',
  'ready.migrations':
    'la base de datos tiene otras migraciones que este código; véase npm run db:status',
  'ready.damaged': 'la base de datos está dañada y no admite escrituras; véase docs/recovery.md',
  'ready.not_database':
    'el archivo de la base de datos no es una base de datos; véase docs/recovery.md',
  'ready.disk_failed': 'falla el disco de la base de datos',
  'ready.full': 'el disco de la base de datos está lleno',
  'ready.read_only': 'el archivo de la base de datos es de solo lectura',
  'ready.cannot_open': 'no se puede abrir la base de datos',
  'ready.busy': 'otro programa tiene el bloqueo de escritura de la base de datos',
  'ready.gateway': 'la pasarela de la base de datos no responde, o rechaza a este servidor',
  'ready.no_write': 'la base de datos no admite escrituras; el registro del servidor dice por qué',
  'ready.work_lost':
    'al libro le faltan operaciones que su copia más reciente tiene; véase docs/recovery.md',
  'ready.disk_low': 'el disco de la base de datos tiene {megabytes:number} MB libres',
  'ready.log_large': 'el registro de escritura anticipada tiene {megabytes:number} MB',
  'ready.no_copy': 'aún no hay ninguna copia del libro',
  'ready.copy_old':
    'la copia más reciente tiene {minutes:number} minutos, y el libro ha cambiado desde entonces',
  'ready.copies_unreadable': 'no se puede leer la carpeta de las copias',
} as const;
