import type { englishReadings } from '../en/readings.js';
import { componentTexts } from '../texts.js';

/** Spanish texts of the page that says how tables were read. */
export const spanishReadings = componentTexts<typeof englishReadings>()({
  Readings: {
    link: 'Cómo se leyó esta tabla',
    lead: 'El tipo de cada columna decide cómo las listas, los formularios, los filtros y los archivos muestran y aceptan sus valores. Se decidió una vez, por la declaración y una muestra de valores, y se conserva: un reinicio no cambia ningún tipo.',
    loading: 'Cargando…',
    table: 'Tabla',
    foreign: 'Tablas de otros programas',
    own: 'Tablas del libro',
    show: 'Mostrar',
    list: 'Su lista',
    column: 'Columna',
    kind: 'Tipo',
    format: 'Formato',
    sample: 'Muestra',
    decide: 'Leer como',
    undeclared: 'sin tipo',
    sampled_one: '{{count}} valor en la muestra',
    sampled_other: '{{count}} valores en la muestra',
    noValues: 'sin valores',
    hidden: 'no se muestra',
    kindOf: 'Tipo de {{column}}',
    choose: 'Cambiar',
    readAgain: 'Volver a leer',
    chooseFor: 'Cambiar el tipo de {{column}}',
    readAgainFor: 'Volver a leer {{column}}',
    confirm: 'Confirmar',
    cancel: 'Cancelar',
    forget: 'Olvidar la elección',
    obstacles: 'Elecciones sin efecto',
  },
});
