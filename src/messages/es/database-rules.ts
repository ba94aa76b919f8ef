import type { databaseRules as english } from '../en/database-rules.js';
import { translation } from '../translation.js';

export const databaseRules = translation<typeof english>()({
  'database.rule_activities_kept': 'las actividades nunca se borran',
  'database.rule_activity_fixed': 'una actividad nunca cambia',
  'database.rule_share': 'es una fracción entre 0 y 1',
  'database.rule_customer_count': 'es el número de sus clientes, que cuenta la base de datos',
  'database.rule_fixed': 'nunca cambia',
  'database.rule_total_volume':
    'es la suma de los importes de sus apuestas, que calcula la base de datos',
  'database.rule_credit_used': 'es la suma de los límites de sus clientes y los sigue por sí misma',
  'database.rule_credit_free':
    'es el límite de crédito menos el crédito usado, y los sigue por sí mismo',
  'database.rule_new_credit': 'empieza en 0 y sigue los límites de sus clientes',
  'database.rule_credit_bounds':
    'los límites de los clientes de un agente pasarían de 1,000,000,000,000.00',
  'database.rule_agents_kept': 'los agentes nunca se borran; desactive al agente',
  'database.rule_new_agent':
    'el volumen y el número de clientes de un agente nuevo empiezan en 0 y siguen a sus apuestas y clientes',
  'database.rule_audit_end': 'el registro de auditoría solo crece por el final',
  'database.rule_audit_kept': 'el registro de auditoría nunca se borra',
  'database.rule_audit_fixed': 'el registro de auditoría nunca cambia',
  'database.rule_balance_marker': 'marca solo una fila cuyo efecto se está aplicando',
  'database.rule_rate_fixed': 'el agente y el primer día de una tasa nunca cambian',
  'database.rule_rates_kept': 'las tasas de comisión nunca se borran',
  'database.rule_customer_agent':
    'queda fijo cuando el cliente tiene una apuesta o una transacción',
  'database.rule_new_balance':
    'un cliente nuevo empieza en 0; escriba un ajuste para el saldo inicial',
  'database.rule_balance': 'solo se mueve con una transacción completada; escriba un ajuste',
  'database.rule_balance_limit': 'pasaría de 1,000,000,000,000.00',
  'database.rule_cents_from_zero': 'son centavos enteros entre 0 y 1,000,000,000.00',
  'database.rule_version_grows': 'solo crece',
  'database.rule_customers_kept': 'los clientes nunca se borran; desactive al cliente',
  'database.rule_time': 'es una hora como 2026-03-04 12:00:00',
  'database.rule_operation': 'pertenece a una operación registrada',
  'database.rule_grading_status':
    'solo una apuesta aceptada se liquida, se anula o se recalifica; reabrirla le devuelve su estado abierto',
  'database.rule_grading_fixed': 'una calificación nunca cambia; recalifique o reabra la apuesta',
  'database.rule_grading': 'parte del estado actual de su apuesta y lleva el cambio de la ganancia',
  'database.rule_gradings_kept': 'el historial de una apuesta nunca se borra',
  'database.rule_operation_fixed': 'el registro de una operación nunca cambia',
  'database.rule_operations_kept': 'el registro de operaciones nunca se borra',
  'database.rule_amount':
    'son centavos enteros, positivos salvo en una liquidación, y como mucho 2,000,000,000.00',
  'database.rule_times': 'las horas son como 2026-03-04 12:00:00',
  'database.rule_reference':
    'nombra un ajuste (ADJ-) o la transacción completada que se revierte (REV-)',
  'database.rule_wager_money':
    'los importes apostados, las liquidaciones y los reembolsos pertenecen a una apuesta del cliente y a su calificación',
  'database.rule_new_transaction':
    'una transacción nueva es un depósito o retiro pendiente, o está completada con su hora y su referencia',
  'database.rule_transaction_status':
    'solo cambia una transacción pendiente, a completada, fallida o cancelada, con su hora',
  'database.rule_transaction_version':
    'crece en uno con cada cambio de una transacción, que nombra su operación',
  'database.rule_transactions_kept':
    'las transacciones nunca se borran; cancele o revierta la transacción',
  'database.rule_transaction_fixed':
    'el tipo, el cliente, el importe, la referencia y la hora de una transacción nunca cambian',
  'database.rule_logins_kept': 'los usuarios nunca se borran; desactive al usuario',
  'database.rule_wager_agent': 'es el agente del cliente',
  'database.rule_cents_above_zero': 'son centavos enteros entre 0.01 y 1,000,000,000.00',
  'database.rule_odds': 'es una cuota americana, o una decimal mayor que 1',
  'database.rule_settled_at':
    'es la hora de la última calificación, y está vacía mientras una apuesta está abierta o cancelada',
  'database.rule_new_wager': 'una apuesta nueva está pendiente o activa y no tiene resultado',
  'database.rule_wager_waits': 'una apuesta pendiente espera aceptación: acéptela o cancélela',
  'database.rule_wager_path': 'una apuesta no puede pasar de su estado y resultado a estos',
  'database.rule_wager_grading': 'solo cambia con su calificación',
  'database.rule_wager_payment': 'solo cambia con su pago',
  'database.rule_wager_version':
    'crece en uno con cada cambio de una apuesta, que nombra su operación',
  'database.rule_wager_fixed':
    'el número, el cliente, el agente, el importe, la cuota, la ganancia posible y la hora de una apuesta nunca cambian',
  'database.rule_wagers_kept': 'las apuestas nunca se borran; anule o cancele la apuesta',
  'database.rule_event_fixed': 'queda fijo una vez hecha la apuesta',
  'database.rule_odds_bounds': 'son como mucho 100,000 en ambos sentidos',
  'database.rule_wins': 'es al menos 0.01',
  'database.rule_open_stakes':
    'es la suma de los importes de las apuestas abiertas y las sigue por sí sola',
  'database.rule_new_open_stakes': 'una suma nueva empieza en 0 y sigue a sus apuestas',
  'database.rule_open_stakes_fixed': 'el alcance y el dueño de una suma nunca cambian',
  'database.rule_open_stakes_kept': 'las sumas de importes abiertos nunca se borran',
  'database.rule_limit_name': 'necesita un nombre',
  'database.rule_limit_agent': 'se rellena en la regla de un agente, y queda vacío en las demás',
  'database.rule_limit_customer':
    'se rellena en la regla de un cliente, y queda vacío en las demás',
  'database.rule_limit_stakes': 'no es menor que el importe mínimo',
  'database.rule_limit_odds': 'están más allá de las cuotas a las que se puede apostar',
  'database.rule_limit_none': 'rellene al menos un límite',
  'database.rule_limits_kept': 'las reglas de límites nunca se borran; desactive la regla',
});
