import type { setup as english } from '../en/setup.js';
import { translation } from '../translation.js';

export const setup = translation<typeof english>()({
  // problems, one below the other
  'setup.problem': '{before:message}\n  - {problem:message}',
  // the start
  'setup.gateway_away': '{problem:message}; {address} responde 503 y la espera',
  'setup.gateway_back': 'la pasarela de la base de datos ha vuelto',
  // settings
  'setup.environment_wrong': 'el entorno no es correcto:',
  'setup.setting': '{name}: {problem:message}',
  'setup.not_empty': 'no puede estar vacío',
  'setup.port': 'debe ser un número de puerto de 0 a 65535',
  'setup.database_url': 'debe ser file:RUTA o d1+https://SERVIDOR',
  'setup.flag': 'debe ser true o false',
  'setup.secret': 'necesita al menos {length#character}',
  'setup.trust_proxy':
    'debe ser false, un número de proxies, o direcciones como 10.0.0.0/8, loopback',
  'setup.public_url': 'debe ser una dirección como https://book.example.com, o varias con comas',
  'setup.admin_addresses':
    'deben ser direcciones o redes con comas, como 203.0.113.7, 10.0.0.0/8, 2001:db8::/32',
  'setup.timezone':
    'debe ser una zona horaria de la base de datos IANA, por ejemplo America/New_York',
  'setup.week_start': 'debe ser un día de la semana en inglés, por ejemplo monday',
  'setup.choice': 'debe ser {choices:any}',
  'setup.currency': 'debe ser un código de moneda de tres mayúsculas',
  'setup.whole_number': 'debe ser un número entero de {least} a {most}',
  'setup.cron':
    'debe ser una expresión de cron, por ejemplo "15 4 * * *" para las 4:15 de cada noche',
  'setup.roles': 'deben ser roles separados por comas: {roles:any}',
  'setup.second_factor_conflict':
    'contradice a REQUIRE_2FA, que es su nombre nuevo; quite REQUIRE_ADMIN_2FA',
  'setup.required_with_d1': 'es obligatorio con una base de datos D1',
  'setup.required_in_production': 'es obligatorio en producción',
  // files of settings
  'setup.file_wrong': '{file} no es correcto:',
  'setup.file_unreadable': '{file} no se puede leer:',
  'setup.env_file': 'ENV_FILE nombra {file}:',
  'setup.no_file': 'ese archivo no existe',
  'setup.file_forbidden': 'este usuario no puede leerlo; cambie su dueño o sus permisos',
  'setup.file_is_folder': 'es una carpeta',
  'setup.file_not_utf8': 'no es texto en UTF-8',
  'setup.line': 'línea {line}: {problem:message}',
  'setup.line_name': 'el texto antes de = no es un nombre de letras, cifras y _',
  'setup.line_assignment': 'no tiene =; escriba NOMBRE=VALOR, o # antes de un comentario',
  'setup.line_hash': 'un valor que contiene # necesita comillas',
  'setup.line_quote_open': 'la comilla {quote} no se cierra',
  'setup.line_quote_tail': 'hay texto después de la comilla de cierre {quote}',
  // secrets and data keys
  'setup.secrets_required': 'SESSION_SECRET y DATA_KEY son obligatorios',
  'setup.secrets_unreadable': 'no se pueden leer los secretos guardados en {file}',
  'setup.secrets_unreadable_hint':
    'restaure el archivo, o quítelo: todos tendrán que entrar otra vez, y los valores cifrados se pierden',
  'setup.secrets_unwritable': 'no se pueden guardar los secretos en {file}',
  'setup.secrets_unwritable_hint':
    'permita escribir en la carpeta, o defina SESSION_SECRET y DATA_KEY',
  'setup.data_key_twice': 'dos claves tienen el id {key}',
  'setup.data_key_short': 'cada clave necesita al menos {length#character}',
  'setup.no_data_key': 'no hay clave de datos con la que cifrar',
  'setup.no_data_key_hint': 'defina DATA_KEY',
  'setup.data_key_missing': 'un valor se cifró con la clave de datos {key}, que falta en DATA_KEY',
  'setup.data_key_missing_hint': 'agregue esa clave a DATA_KEY',
  'setup.data_key_wrong':
    'un valor no se puede descifrar con la clave de datos {key}: es otra clave, o el valor se cambió',
  'setup.data_key_other':
    'DATA_KEY: la clave {key} no es aquella con la que se escribió esta base de datos',
  'setup.data_key_other_hint': 'ponga la clave de esta base de datos; no se cambió nada',
  'setup.data_key_in_use':
    'DATA_KEY: {column} tiene valores cifrados con la clave {key}, pero DATA_KEY tiene {keys:all}',
  'setup.data_key_unset':
    'DATA_KEY: {column} tiene valores cifrados con la clave {key}, pero DATA_KEY no está definido',
  'setup.data_key_in_use_hint':
    'agregue {key}:CLAVE a DATA_KEY, detrás de la clave que escribe; no se cambió nada',
  'setup.replacing_data_key': 'cambiar la clave de datos',
  // the start of a server
  'setup.started': 'Fire22 Dashboard está en {address}/admin',
  'setup.stopped': 'Detenido.',
  'setup.database': 'Base de datos: {location}',
  'setup.no_administrator':
    'Todavía no puede entrar nadie: cree un administrador con `npm run cli -- user create`',
  'setup.dev_in_production': 'npm run dev no funciona en producción',
  'setup.dev_in_production_hint': 'use npm start, o defina NODE_ENV=development',
  'setup.port_taken': 'el puerto {port} de {host} está ocupado',
  'setup.port_taken_hint': 'detenga el otro programa, o defina PORT',
  'setup.port_forbidden': 'el puerto {port} de {host} no está abierto a este usuario',
  'setup.port_forbidden_hint': 'defina PORT como 1024 o más',
  'setup.host_elsewhere': '{host} no es una dirección de esta máquina',
  'setup.host_elsewhere_hint': 'defina HOST',
  'setup.cannot_listen': 'no se puede escuchar en {host}:{port}',
  // the demo book
  'setup.making_demo_book': 'La base de datos está vacía: se crea el libro de demostración …',
  'setup.demo_logins': 'Usuarios de demostración, todos con la contraseña "{password}":',
  'setup.demo_login': '  {username}: {role:word}',
  'setup.demo_password_open':
    'la contraseña del libro de demostración está publicada, y hay usuarios activos que todavía la tienen; dé otra a cada uno:',
  'setup.demo_password_command': '{before:message}\n  {command}',
  'setup.demo_password_deactivate':
    '{before:message}\no desactive al usuario: npm run -s cli -- user deactivate USUARIO',
  'setup.demo_in_production':
    'el libro de demostración no es para producción: su contraseña se conoce',
  'setup.demo_in_production_hint': 'cree el primer administrador con: npm run cli -- user create',
  'setup.demo_not_empty': 'el libro no está vacío; no se escribió nada',
  'setup.demo_not_empty_hint':
    'el libro de demostración necesita una base de datos vacía: ponga otra en DATABASE_URL',
  'setup.not_built': 'los archivos del navegador no están construidos: {file}',
  'setup.not_built_hint': 'ejecute npm run build',
  'setup.any_host':
    'PUBLIC_URL no está definida: este servidor responde bajo cualquier nombre; ponga la dirección que la gente abre',
});
