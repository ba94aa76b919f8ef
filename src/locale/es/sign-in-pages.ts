import type { Phrases } from '../phrasebook.js';

/**
 * Spanish of every text of the sign-in, account and error pages. A page can show only texts that
 * stand here, so that every text has both languages.
 */
export const spanishPages = {
  // signing in and out
  'Sign in': 'Entrar',
  'Username or email': 'Usuario o correo electrónico',
  Password: 'Contraseña',
  'Forgot your password? Ask the book’s administrator.':
    '¿Olvidó su contraseña? Pídala al administrador del libro.',
  'Second factor': 'Segundo factor',
  'Type the code that your authenticator shows now, or one of your recovery codes.':
    'Escriba el código que muestra ahora su autenticador, o uno de sus códigos de recuperación.',
  Code: 'Código',
  'Go on': 'Continuar',
  'Sign in as somebody else': 'Entrar como otra persona',
  'Sign out': 'Cerrar sesión',
  'Sign out?': '¿Cerrar la sesión?',
  'Stay signed in': 'Seguir dentro',
  'You are signed in': 'Ha entrado',
  'This browser is signed in as {username}.': 'En este navegador ha entrado {username}.',
  'Go back to the tab that you came from: what you typed there can be saved now. This tab can be closed.':
    'Vuelva a la pestaña de la que vino: lo que escribió allí ya se puede guardar. Esta pestaña se puede cerrar.',
  Language: 'Idioma',
  // the login's own account
  Account: 'Cuenta',
  Panels: 'Paneles',
  'Your account': 'Su cuenta',
  Administrator: 'Administrador',
  Agent: 'Agente',
  Customer: 'Cliente',
  On: 'Activado',
  Off: 'Desactivado',
  '{count} recovery codes left': 'quedan {count} códigos de recuperación',
  'this one': 'esta',
  'unknown address': 'dirección desconocida',
  'signed in {at}': 'entró el {at}',
  'last used {at}': 'usada por última vez el {at}',
  'Change password': 'Cambiar la contraseña',
  'Manage second factor': 'Gestionar el segundo factor',
  'Set up second factor': 'Configurar el segundo factor',
  'Where you are signed in': 'Dónde tiene la sesión abierta',
  'Sign out everywhere else': 'Cerrar las demás sesiones',
  'A browser': 'Un navegador',
  '{browser} on {system}': '{browser} en {system}',
  'Your password is changed. Every other session has ended.':
    'Su contraseña se cambió. Las demás sesiones han terminado.',
  'Your second factor is off.': 'Su segundo factor está desactivado.',
  'Signed out there.': 'Se cerró esa sesión.',
  'Signed out everywhere else.': 'Se cerraron las demás sesiones.',
  // password
  'Your password was set by somebody else. Choose one that only you know.':
    'Su contraseña la puso otra persona. Elija una que solo usted conozca.',
  'You stay signed in here; every other session ends.':
    'Usted sigue dentro aquí; las demás sesiones terminan.',
  'Current password': 'Contraseña actual',
  'New password': 'Contraseña nueva',
  'New password again': 'Contraseña nueva otra vez',
  'At least {count} characters, without your username. A few unrelated words are good.':
    'Al menos {count} caracteres, sin su usuario. Van bien unas palabras sin relación.',
  // second factor
  'Administrators of this book need a second factor.':
    'Los administradores de este libro necesitan un segundo factor.',
  'Beside your password, a code from an authenticator on your phone will be asked for when you sign in.':
    'Además de la contraseña, al entrar se le pedirá un código del autenticador de su teléfono.',
  'Set up': 'Configurar',
  'Scan this with an authenticator, then type the code that it shows.':
    'Escanee esto con un autenticador y escriba el código que muestra.',
  'QR code for your authenticator': 'Código QR para su autenticador',
  'Or type this secret into it:': 'O escriba en él este secreto:',
  'Turn on': 'Activar',
  'Begin anew with another secret': 'Empezar de nuevo con otro secreto',
  'New recovery codes': 'Códigos de recuperación nuevos',
  'The old ones stop working.': 'Los anteriores dejan de servir.',
  'Your password': 'Su contraseña',
  'Make new codes': 'Crear códigos nuevos',
  'Turn it off': 'Desactivarlo',
  'Turn off': 'Desactivar',
  'Recovery codes': 'Códigos de recuperación',
  'Each of these signs you in once when your phone is not at hand. They are shown this once: print them, or keep them in a password manager.':
    'Cada uno sirve para entrar una vez cuando no tenga el teléfono a mano. Solo se muestran ahora: imprímalos o guárdelos en un gestor de contraseñas.',
  'I have kept them': 'Los he guardado',
  // errors
  'That did not work': 'Eso no ha funcionado',
  'Sign in first': 'Entre primero',
  'Not open to you': 'Sin acceso',
  'Not found': 'No encontrado',
  'Somebody was faster': 'Alguien se adelantó',
  'Somebody else is signed in': 'Hay otra persona dentro',
  'Too large': 'Demasiado grande',
  'Too many tries': 'Demasiados intentos',
  'Not available now': 'No disponible ahora',
  'Something went wrong': 'Algo ha fallado',
  Request: 'Petición',
  'Go to the first page': 'Ir a la primera página',
} as const satisfies Phrases;
