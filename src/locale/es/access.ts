import type { englishAccess } from '../en/access.js';
import { componentTexts } from '../texts.js';

/** Spanish texts of the page that says why a login may do something, or not. */
export const spanishAccess = componentTexts<typeof englishAccess>()({
  Access: {
    link: 'Por qué puedo, por qué no',
    lead: 'Cada respuesta viene de las reglas que deciden sobre las solicitudes: la declaración del rol, las filas del usuario, el estado del registro.',
    loading: 'Cargando…',
    login: 'Usuario',
    table: 'Tabla',
    record: 'Registro',
    recordId: 'Id del registro',
    action: 'Acción',
    everyAction: 'Todas las acciones',
    field: 'Columna',
    noField: 'Ninguna columna',
    show: 'Explicar',
    rules: 'Las reglas, en el orden en que las encuentra una solicitud',
    open: 'abierta',
    closed: 'cerrada',
    where: 'Se decide en',
    change: 'Para cambiarlo',
    page: 'Abrir su página',
    actions: 'Todas las acciones',
    reason: 'Motivo',
    columns: 'Columnas',
    column: 'Columna',
    read: 'Se lee',
    edited: 'En el formulario',
    explain: 'Explicar {{action}}',
  },
});
