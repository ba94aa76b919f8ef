/** Problems of typed values: amounts, odds, texts, ids of operations. */
export const inputs = {
  'inputs.missing': '{field:word} is missing',
  // amounts
  'inputs.amount_malformed': '{field:word} is not an amount in dollars',
  'inputs.amount_form': 'write it like 1250.50 or 1,250.50',
  'inputs.amount_decimals': '{field:word} has more than two decimals',
  'inputs.amount_too_large': '{field:word} is more than {most:money}',
  'inputs.amount_negative': '{field:word} is negative',
  'inputs.amount_zero': '{field:word} is zero',
  // odds
  'inputs.odds_missing': 'the odds are missing',
  'inputs.odds_malformed': 'the odds cannot be read',
  'inputs.odds_too_large': 'the odds are too large',
  'inputs.odds_too_near': 'the odds are between -100 and 100',
  'inputs.odds_not_above_one': 'the odds are not above 1',
  'inputs.odds_american':
    'American odds are whole numbers from 100 to 100,000 either way, such as -110',
  'inputs.odds_decimal':
    'decimal odds are above 1 and at most 1,000, with at most three decimals, such as 2.50',
  'inputs.win_too_large': 'a win at these odds would pay more than {most:money}',
  'inputs.win_nothing': 'a win at these odds would pay nothing',
  'inputs.raise_stake': 'raise the stake or the odds',
  'inputs.lower_stake': 'lower the stake or the odds',
  // texts
  'inputs.not_text': '{field:word} is not text',
  'inputs.too_long': '{field:word} is longer than {most#character}',
  'inputs.bad_characters': '{field:word} has characters that cannot be stored',
  // fields of a form
  'inputs.field_takes_one': '{field:message} takes one value',
  'inputs.field_required': '{field:message} is required',
  'inputs.field_not_offered': 'choose {field:message} from the list',
  'inputs.field_no_row': '{field:message}: there is no such row',
  // ids of operations
  'inputs.operation_id': 'the operation id is missing or malformed',
  'inputs.operation_id_form': 'send letters, digits and - _ . : only, at most 100',
  // events
  'inputs.event_start_malformed': 'the start of the event cannot be read',
  'inputs.event_start_form': 'a time is written like 2026-03-04 18:00, in UTC',
} as const;
