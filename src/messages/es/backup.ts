/** Spanish texts of the copies of the book. */
export const backup = {
  'backup.folder_missing': 'la carpeta de copias {folder} no existe',
  'backup.folder_missing_hint':
    'monte su disco o créela, o ponga otra carpeta en BACKUP_FOLDER; el libro queda intacto',
  'backup.folder_is_file': 'la carpeta de copias {folder} no es una carpeta',
  'backup.folder_read_only': 'el disco de la carpeta de copias {folder} es de solo lectura',
  'backup.folder_forbidden': 'este programa no puede escribir en la carpeta de copias {folder}',
  'backup.folder_read_only_hint':
    'permita que el usuario del servidor escriba en ella, o cambie BACKUP_FOLDER; el libro queda intacto',
  'backup.folder_gone': 'el disco de la carpeta de copias {folder} no está disponible',
  'backup.folder_failed': 'la carpeta de copias {folder} falló: {problem:message}',
  'backup.disk_full': 'el disco de la carpeta de copias {folder} está lleno; no se hizo la copia',
  'backup.disk_full_hint': 'libere espacio allí; el libro y las copias anteriores quedan intactos',
  'backup.no_room':
    'una copia necesita {needed:number} MB libres en {folder}, que tiene {free:number} MB; no se hizo la copia',
  'backup.work_lost':
    'al libro le falta la operación {operation} ({kind}, {at} UTC), que la copia {copy} tiene: se cortó o perdió su registro de escritura anticipada, o hay un archivo más antiguo en su sitio',
  'backup.work_lost_hint':
    'restaure la copia más reciente: npm run cli -- restore; para seguir sin lo perdido: npm run cli -- backup create --accept-loss (docs/recovery.md)',
  'backup.no_folder': 'no hay carpeta para las copias',
  'backup.no_folder_hint': 'defina BACKUP_FOLDER, o indique una con --folder',
  'backup.held_too_long':
    'la copia tardó más que {minutes#minute}, el tiempo que puede retener las escrituras; no se hizo la copia',
  'backup.held_too_long_hint':
    'las escrituras continuaron; aumente BACKUP_HOLD, o use npm run cli -- backup export, que ejecuta Cloudflare',
  'backup.changed_meanwhile':
    'otro programa cambió el libro mientras se copiaba; no se hizo la copia',
  'backup.changed_meanwhile_hint':
    'deténgalo (otro servidor, una orden, wrangler) y ejecute npm run cli -- backup create',
  'backup.no_increments': 'D1 no tiene incrementos: Time Travel vuelve a cada minuto de 30 días',
  'backup.other_book': 'la carpeta {folder} tiene copias de otro libro: {copy}',
  'backup.other_book_hint': 'dé a cada libro su propia carpeta; no se escribió nada',
  'backup.manifest_unreadable': 'su manifiesto falta o no se puede leer: nunca se comprobó',
  'backup.file_missing': 'falta su archivo',
  'backup.file_cut': 'su archivo tiene {size:number} bytes en vez de {bytes:number}',
  'backup.file_changed': 'su archivo cambió o se dañó desde que se comprobó',
  'backup.other_pages': 'sus páginas no son las que se copiaron',
  'backup.no_parent': 'continúa {parent}, que falta',
  'backup.foreign_parent': 'continúa otra {parent} que la de esta carpeta',
  'backup.broken_parent': 'continúa {parent}, que está dañada o falta',
  'backup.parent_missing': 'el incremento {copy} continúa {parent}, que falta',
  'backup.damaged': 'la copia {copy} no se puede restaurar: {problem:message}',
  'backup.damaged_hint': 'npm run cli -- restore {at} {before} toma las copias anteriores',
  'backup.not_sound': 'la base de datos copiada está dañada: {problem:message}',
  'backup.not_as_written': 'la copia no se lee como se escribió',
  'backup.not_as_written_hint':
    'su disco falla: revíselo, o ponga otro en BACKUP_FOLDER; las copias anteriores quedan intactas',
  'backup.none': 'no hay ninguna copia en {folder}',
  'backup.none_hint': 'haga una: npm run cli -- backup create',
  'backup.no_such_copy': 'no hay ninguna copia {name} en {folder}',
  'backup.no_such_copy_hint': 'npm run cli -- backup list muestra los nombres',
  'backup.no_copy_yet': 'no había ninguna copia que continuar',
  'backup.no_page_list': 'la lista de páginas de {copy} falta o está dañada',
  'backup.page_size': 'el tamaño de la página ha cambiado',
  'backup.owner_ended': 'el servidor terminó antes de hacer la copia',
  'backup.owner_ended_hint': 'repita la orden; las copias anteriores quedan intactas',
  'backup.owner_asked': 'un servidor o una orden hace las copias de este libro: se le pide una',
  'backup.help': 'copias del libro que se comprueban a sí mismas',
  'backup.help_create':
    'hacer una copia: un incremento de la última, o una copia completa; la hace el servidor si trabaja',
  'backup.help_accept_loss':
    'seguir sin las operaciones que tiene la copia más reciente, y copiar ese libro entero',
  'backup.help_full': 'hacer una copia completa',
  'backup.help_folder': 'la carpeta de las copias en vez de BACKUP_FOLDER',
  'backup.help_list': 'mostrar las copias, cuánto se perdería y cuánto tarda una restauración',
  'backup.help_verify': 'reconstruir la última copia, o una con nombre, comprobarla y conciliarla',
  'backup.help_name': 'el nombre de una copia, como lo muestra backup list',
  'backup.help_all': 'comprobar todas las copias',
  'backup.created':
    '{name}: {kind:word}, {changed:number} de {pages:number} páginas, {kilobytes:number} kB, hecha y comprobada en {ms:number} ms',
  'backup.unchanged': 'nada ha cambiado desde {name}, que sigue siendo la última copia',
  'backup.instead': 'se hizo una copia completa: {reason:message}',
  'backup.removed': 'caducadas y eliminadas: {copies#copy}',
  'backup.breaks_rules':
    'la copia está entera, pero el libro en ella tiene {rows#broken_row}, como: {first:message}',
  'backup.breaks_rules_hint': 'npm run cli -- reconcile nombra las filas',
  'backup.column_name': 'copia',
  'backup.column_at': 'instante (UTC)',
  'backup.column_kind': 'clase',
  'backup.column_kilobytes': 'tamaño (kB)',
  'backup.column_state': 'comprobación',
  'backup.state_proven': 'comprobada',
  'backup.state_broken': 'comprobada; {rows#broken_row} en el libro',
  'backup.list_newest':
    'última comprobada a las {at} UTC; se perderían los cambios de {minutes#minute} desde entonces',
  'backup.list_range': '{copies#copy} en {folder}, desde {first} hasta {last} UTC',
  'backup.verified': '{name} está sana, reconstruida y comprobada en {ms:number} ms',
  'backup.verified_reconciled': '{name} está sana y concilia, reconstruida en {ms:number} ms',
  'backup.verify_broken': '{name} no se puede restaurar: {problem:message}',
  'backup.verifying': '{step:number}/{steps:number} {name}',
  'backup.keys':
    'las copias no contienen SESSION_SECRET ni DATA_KEY: guárdelas aparte, sin DATA_KEY se pierden los valores cifrados',
  'backup.no_copies_made': 'BACKUP_FOLDER no está definida: este servidor no hace copias del libro',
  'backup.help_export':
    'escribir D1 como SQL con la exportación de Cloudflare; los índices de búsqueda se apartan entre tanto',
  'backup.help_output': 'el archivo nuevo del SQL',
  'backup.export_plan':
    'exportar {database} a {file}: D1 no responde entre tanto, y las búsquedas son lentas hasta que vuelvan los índices',
  'backup.export_question': '¿Exportar?',
  'backup.export_indexes': 'índices de búsqueda apartados para la exportación: {tables:all}',
  'backup.export_indexes_back': 'índices de búsqueda construidos de nuevo: {tables:all}',
  'backup.exporting': 'exportando',
  'backup.exported': '{file}: {kilobytes:number} kB, exportado en {ms:number} ms',
  'backup.export_empty': 'la exportación no escribió nada',
  'backup.export_failed': 'la exportación falló: {problem:message}',
  'backup.export_failed_hint':
    'inicie sesión con npx wrangler login y repítala; el libro y sus índices de búsqueda están como antes',
  'backup.export_file': 'una base de datos en un archivo no tiene exportación propia',
  'backup.export_file_hint': 'npm run cli -- backup create la copia',
  'backup.no_wrangler': 'wrangler no está instalado en esta carpeta',
  'backup.no_wrangler_hint': 'ejecute npm ci; no se cambió nada',
} as const;
