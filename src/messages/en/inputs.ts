/** Problems of typed values: amounts, odds, dates, texts. */
export const inputs = {
  'inputs.field_takes_one': '{field:message} takes one value',
  'inputs.field_required': '{field:message} is required',
  'inputs.field_not_offered': 'choose {field:message} from the list',
  'inputs.field_no_row': '{field:message}: there is no such row',
} as const;
