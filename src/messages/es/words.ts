import type { nouns as englishNouns, words as englishWords } from '../en/words.js';

/** Spanish words that stand in messages. A wager is feminine, a customer masculine: a key each. */
export const words: Record<keyof typeof englishWords, string> = {
  'role.admin': 'administrador',
  'role.agent': 'agente',
  'role.customer': 'cliente',
  'login.inactive': 'inactivo',
  'login.suspended': 'suspendido',
  'agent.inactive': 'inactivo',
  'agent.suspended': 'suspendido',
  'wager.pending': 'pendiente',
  'wager.active': 'activa',
  'wager.settled': 'liquidada',
  'wager.voided': 'anulada',
  'wager.cancelled': 'cancelada',
  'result.win': 'ganada',
  'result.loss': 'perdida',
  'result.push': 'empate',
  'result.void': 'anulada',
  'customer.active': 'activo',
  'customer.inactive': 'inactivo',
  'customer.suspended': 'suspendido',
  'field.amount': 'el importe',
  'field.betting_limit': 'el límite de apuestas',
  'field.odds': 'la cuota',
};

export const nouns: Record<keyof typeof englishNouns, { one: string; other: string }> = {
  wager: { one: 'apuesta', other: 'apuestas' },
  transaction: { one: 'transacción', other: 'transacciones' },
  row: { one: 'fila', other: 'filas' },
  customer: { one: 'cliente', other: 'clientes' },
  column: { one: 'columna', other: 'columnas' },
  character: { one: 'carácter', other: 'caracteres' },
  byte: { one: 'byte', other: 'bytes' },
  recovery_code: { one: 'código de recuperación', other: 'códigos de recuperación' },
  session: { one: 'sesión', other: 'sesiones' },
  bet: { one: 'apuesta', other: 'apuestas' },
  second: { one: 'segundo', other: 'segundos' },
  minute: { one: 'minuto', other: 'minutos' },
};
