/** Password and code again, before what a stolen session must not do. */
export const stepUp = {
  'step_up.needed': 'type your password to confirm that it is you',
  'step_up.needed_with_code':
    'type your password and a code of your second factor to confirm that it is you',
  'step_up.type_password': 'type your password',
  'step_up.type_code': 'type a code of your second factor',
  'step_up.wrong_password': 'that password is not right',
  'step_up.elsewhere': 'another tab confirmed or ended this session at the same moment',
  'step_up.try_again': 'try again',
  'step_up.too_many_tries': 'too many wrong passwords or codes: this session has ended',
} as const;
