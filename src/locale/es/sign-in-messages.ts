import type { Phrases } from '../phrasebook.js';

/** Spanish of refusals by sign-in, accounts and requests. */
export const spanishMessages: Phrases = {
  'username and password are needed': 'hacen falta el usuario y la contraseña',
  'username or password is not right': 'el usuario o la contraseña no son correctos',
  'that code is not right': 'ese código no es correcto',
  'wait for the next code, or use a recovery code':
    'espere al código siguiente o use uno de recuperación',
  'check the clock of your phone and type the newest code':
    'compruebe la hora de su teléfono y escriba el código más reciente',
  'ask the book’s administrator': 'consulte al administrador del libro',
  'this login is inactive': 'este usuario está inactivo',
  'this login is suspended': 'este usuario está suspendido',
  'this login belongs to no agent': 'este usuario no pertenece a ningún agente',
  'this login belongs to no customer': 'este usuario no pertenece a ningún cliente',
  'this login’s agent is inactive': 'el agente de este usuario está inactivo',
  'this login’s agent is suspended': 'el agente de este usuario está suspendido',
  'too many failed sign-ins': 'demasiados intentos fallidos de entrar',
  'try again in a minute': 'inténtelo de nuevo en un minuto',
  'try again in {count} minutes': 'inténtelo de nuevo en {count} minutos',
  'your session has ended': 'su sesión ha terminado',
  'sign in first': 'entre primero',
  'sign in again': 'entre de nuevo',
  'the two new passwords differ': 'las dos contraseñas nuevas son distintas',
  'the current password is not right': 'la contraseña actual no es correcta',
  'the new password is the current one': 'la contraseña nueva es la actual',
  'the password may not contain the username': 'la contraseña no puede contener el usuario',
  'the password may not contain a null character':
    'la contraseña no puede contener un carácter nulo',
  'the password is too common': 'la contraseña es demasiado común',
  'choose another, such as four unrelated words':
    'elija otra, por ejemplo cuatro palabras sin relación',
  'the password needs at least {count} characters':
    'la contraseña necesita al menos {count} caracteres',
  'your second factor is on already': 'su segundo factor ya está activado',
  'your second factor is not on': 'su segundo factor no está activado',
  'administrators need a second factor here':
    'aquí los administradores necesitan un segundo factor',
  'there is no such session of yours': 'no tiene usted esa sesión',
  'the form was not complete': 'el formulario no estaba completo',
  'the form cannot be read': 'el formulario no se puede leer',
  'there is no such page': 'esa página no existe',
  'there is no such record or page': 'ese registro o esa página no existe',
  'there is no such login': 'ese usuario no existe',
  'this is not open to your login': 'su usuario no tiene acceso a esto',
  'the values are not right': 'los valores no son correctos',
  'the address is not right': 'la dirección no es correcta',
  'this request did not come from a page of this site':
    'esta petición no vino de una página de este sitio',
  'open the page here and try again': 'abra la página aquí e inténtelo de nuevo',
  'something went wrong here': 'algo ha fallado aquí',
  'tell the administrator the request’s number': 'dígale al administrador el número de la petición',
  'the database file at {path} was replaced while the server ran':
    'el archivo de la base de datos {path} fue sustituido mientras el servidor funcionaba',
  'stop the server, put the right file in place, start again':
    'detenga el servidor, ponga en su sitio el archivo correcto e inícielo de nuevo',
};
