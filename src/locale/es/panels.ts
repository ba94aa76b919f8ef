import type { english } from '../en/panels.js';
import { componentTexts } from '../texts.js';
import { spanishAccess } from './access.js';
import { spanishFigures } from './figures.js';
import { spanishLists } from './lists.js';
import { spanishMaintenance } from './maintenance.js';
import { spanishOperations } from './operations.js';
import { spanishReadings } from './readings.js';

/** Spanish of every text in `en/panels.ts`; the compiler refuses a missing or an extra one. */
export const spanish = componentTexts<typeof english>()({
  actions: {
    new: 'Crear',
    edit: 'Editar',
    show: 'Ver',
    list: 'Lista',
    export: 'Exportar',
    import: 'Importar',
  },
  buttons: {
    save: 'Guardar',
    cancel: 'Cancelar',
    filter: 'Filtrar',
    filterActive: 'Filtrar ({{count}})',
    applyChanges: 'Aplicar',
    resetFilter: 'Limpiar',
    createFirstRecord: 'Crear el primero',
  },
  labels: {
    pages: 'Páginas',
    filters: 'Filtrar',
    dashboard: 'Resumen',
    selectedRecords: '{{selected}} seleccionados',
  },
  properties: {
    from: 'Desde',
    to: 'Hasta',
  },
  messages: {
    successfullyCreated: 'Creado',
    successfullyUpdated: 'Guardado',
    thereWereValidationErrors: 'No se guardó: vea los campos marcados abajo',
    forbiddenError: 'Su usuario no tiene acceso a esto',
    loading: 'Cargando…',
    anyForbiddenError: 'Su usuario no tiene acceso a esto',
    errorFetchingRecords: 'No se pudo cargar la lista; inténtelo de nuevo',
    errorFetchingRecord: 'No se pudo cargar el registro: no existe, o el servidor no respondió',
    noRecords: 'No hay nada',
    noRecordsInResource: 'No hay filas, o ninguna coincide con el filtro.',
    noRecordsSelected: 'No hay filas seleccionadas',
    pageNotFound_title: 'No encontrado',
    pageNotFound_subtitle: 'Esa página no existe.',
    error404Resource: 'Esa lista no existe, o su usuario no tiene acceso a ella.',
    error404Action: 'Ese registro o esa acción no existe, o su usuario no tiene acceso.',
    error404Record: 'Ese registro no existe, o su usuario no tiene acceso a él.',
    seeConsoleForMore: 'Recargue la página; si esto continúa, avise al administrador.',
  },
  components: {
    Application: { skip: 'Saltar al contenido' },
    Sidebar: {
      menu: 'Menú principal',
      find: 'Buscar una tabla',
      found: '{{found}} de {{total}} tablas',
      nothing: 'Ninguna tabla tiene ese nombre.',
      all: 'Mostrar todas las tablas',
    },
    TableToCome: { loading: 'Cargando la tabla…', retry: 'Intentar de nuevo' },
    PageHead: { trail: 'Dónde está' },
    TopBar: {
      menu: 'Menú',
      account: 'Su cuenta',
      signOut: 'Cerrar sesión',
      theme: 'Tema',
      themes: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
      language: 'Idioma',
    },
    Notice: { close: 'Cerrar' },
    Failure: {
      noReply: 'No llegó respuesta.',
      server: 'El servidor no pudo responder.',
      refused: 'El servidor lo rechazó.',
      session: {
        ended: 'No se hizo: su sesión había terminado.',
        other: 'No se hizo: aquí había entrado otra persona.',
      },
    },
    AccountNotices: {
      title: '¿Ha sido usted?',
      wayOut:
        'Si no ha sido usted, cambie ya su contraseña. Eso cierra la sesión en los demás navegadores.',
      acknowledge: 'He sido yo',
      changePassword: 'Cambiar la contraseña',
      account: 'Su cuenta',
      more_one: '{{count}} aviso más',
      more_other: '{{count}} avisos más',
      failed: 'El servidor no ha respondido. Inténtelo de nuevo.',
    },
    Session: {
      ended: 'Su sesión ha terminado.',
      endedWay: 'Nada de esta página se pierde: entre en otra pestaña y continúe aquí.',
      endedLink: 'Entrar en otra pestaña',
      other: 'En este navegador está abierta ahora la sesión de {{now}}.',
      otherWay:
        'Nada de esta página se pierde ni se guarda como {{now}}: entre como {{own}} en otra pestaña, o recargue esta página para seguir como {{now}}.',
      otherLink: 'Cerrar la sesión de {{now}} y entrar como {{own}}',
      somebodyElse: 'otra persona',
      back: 'Ha entrado de nuevo.',
      backWay: 'Siga donde estaba: lo que escribió ya se puede guardar.',
    },
    ...spanishLists,
    ...spanishOperations,
    ...spanishFigures,
    ...spanishReadings,
    ...spanishAccess,
    ...spanishMaintenance,
  },
});
