import type { Phrases } from '../../../domain/phrases.js';

/** Spanish of what tables and their actions declare: values, fields, hints, buttons, explanations. */
export const spanishDeclared: Phrases = {
  // roles and rows
  Agent: 'Agente',
  Customer: 'Cliente',
  Transaction: 'Transacción',
  Wager: 'Apuesta',
  Login: 'Usuario',
  Administrator: 'Administrador',
  Admin: 'Administrador',
  // states, results and types
  Pending: 'Pendiente',
  Active: 'Activo',
  'wagers.Active': 'Activa',
  Inactive: 'Inactivo',
  Suspended: 'Suspendido',
  Settled: 'Liquidada',
  Cancelled: 'Cancelada',
  Voided: 'Anulada',
  Completed: 'Completada',
  Failed: 'Fallida',
  Win: 'Ganada',
  Loss: 'Perdida',
  Push: 'Empate',
  'wagers.Void': 'Anulada',
  'gradings.Void': 'Anulada',
  'gradings.Active': 'Activa',
  'bulk_runs.Void': 'Anulada',
  Deposit: 'Depósito',
  Withdrawal: 'Retiro',
  Settlement: 'Liquidación',
  Refund: 'Reembolso',
  Previewed: 'Por confirmar',
  Running: 'En curso',
  Finished: 'Terminada',
  Daily: 'Diario',
  Weekly: 'Semanal',
  Monthly: 'Mensual',
  'activities.Login': 'Entrada',
  Logout: 'Salida',
  'Wager placed': 'Apuesta hecha',
  'Wager settled': 'Apuesta liquidada',
  Payment: 'Pago',
  // columns
  ID: 'ID',
  Metadata: 'Metadatos',
  'Undo of': 'Deshace',
  'Must change password': 'Debe cambiar la contraseña',
  'Password changed at': 'Contraseña cambiada',
  'Record ID': 'Registro',
  // fields of forms
  Bet: 'Apuesta',
  'First password': 'Primera contraseña',
  'New password': 'Contraseña nueva',
  'The balance may go below zero': 'El saldo puede quedar por debajo de cero',
  'Which figures': 'Qué cifras',
  'This week': 'Esta semana',
  'Last week': 'La semana pasada',
  'A range': 'Un periodo',
  Everything: 'Todo',
  From: 'Desde',
  To: 'Hasta',
  // hints
  'the most that the customer may owe': 'lo máximo que el cliente puede deber',
  'negative takes from the balance': 'un importe negativo se resta del saldo',
  'such as -110 or +150': 'por ejemplo -110 o +150',
  'of an agent login': 'para el usuario de un agente',
  'of a customer login': 'para el usuario de un cliente',
  'at least 12 characters; it must be changed at the first sign-in':
    'al menos 12 caracteres; se debe cambiar al entrar por primera vez',
  'a fraction: 0.05 is 5 %; holds from today on':
    'una fracción: 0.05 es 5 %; vale desde hoy en adelante',
  'of a range only': 'solo para un periodo',
  'of a range only; today when empty': 'solo para un periodo; hoy si se deja vacío',
  'computed by the database': 'lo calcula la base de datos',
  'now if left empty': 'ahora, si se deja vacío',
  '{value} if left empty': '{@value}, si se deja vacío',
  // buttons and titles of actions
  Accept: 'Aceptar',
  Cancel: 'Cancelar',
  Fail: 'Marcar como fallida',
  'Mark as failed': 'Marcar como fallida',
  Process: 'Procesar',
  Regrade: 'Recalificar',
  Reopen: 'Reabrir',
  Reverse: 'Revertir',
  Settle: 'Liquidar',
  Void: 'Anular',
  void: 'anulada',
  Place: 'Hacer la apuesta',
  'Cancel the wager': 'Cancelar la apuesta',
  'Cancel the transaction': 'Cancelar la transacción',
  'Cancel the run': 'Cancelar la ejecución',
  Create: 'Crear',
  Adjust: 'Ajustar',
  'Take away': 'Quitar',
  'Look at what it would take back': 'Ver qué se desharía',
  Recompute: 'Recalcular',
  'Recompute figures': 'Recalcular cifras',
  // what actions do
  'The stake is taken from the balance at once.':
    'El importe apostado se resta del saldo al momento.',
  'The stake goes back to the customer.': 'El importe apostado vuelve al cliente.',
  'The stake goes back to the customer. This is final.':
    'El importe apostado vuelve al cliente. Es definitivo.',
  'The difference between the old and the new payout moves.':
    'Se mueve la diferencia entre el pago anterior y el nuevo.',
  'The payout is taken back; the wager is active again.':
    'Se retira el pago; la apuesta vuelve a estar activa.',
  'It stays pending until it is processed; no money moves before.':
    'Queda pendiente hasta que se procese; antes no se mueve dinero.',
  'Writes the opposite transaction; this one stays as it is.':
    'Escribe la transacción contraria; esta queda como está.',
  'Writes a completed deposit or withdrawal; the balance itself is never edited by hand.':
    'Escribe un depósito o un retiro completado; el saldo mismo nunca se edita a mano.',
  'Ends the login’s sessions. It must choose its own at the next sign-in.':
    'Termina las sesiones del usuario, que deberá elegir la suya al entrar de nuevo.',
  'After a lost phone. Ends the login’s sessions; its password alone signs in.':
    'Tras perder el teléfono. Termina las sesiones del usuario; entrará solo con su contraseña.',
  'Whoever uses it has to sign in again.': 'Quien la use tendrá que entrar de nuevo.',
  'What is done stays done; the rest is left as it is.':
    'Lo hecho queda hecho; el resto se deja como está.',
  'Takes back every row that is still as the run left it; the others are named. You see what will happen before anything does.':
    'Deshace cada fila que siga como la dejó la ejecución; las demás se nombran. Verá qué pasará antes de que pase.',
  'Weekly stats and KPI metrics of every day, week and month in the range, from the wagers, gradings and transactions themselves. Run again, it changes nothing.':
    'Cifras semanales e indicadores de cada día, semana y mes del periodo, a partir de las propias apuestas, calificaciones y transacciones. Repetirlo no cambia nada.',
};
