/** Notices of a login's security, shown on its pages until its user acknowledges them. */
export const notices = {
  'notices.title': 'Was this you?',
  'notices.all': 'Security notices',
  'notices.none': 'Nothing to report.',
  'notices.is_new': 'new',
  'notices.new_device': 'A browser signed in to your account for the first time.',
  'notices.second_factor_enabled': 'Your second factor was turned on.',
  'notices.second_factor_removed': 'Your second factor was removed.',
  'notices.recovery_codes_renewed': 'Your recovery codes were replaced.',
  'notices.recovery_code_used': 'A recovery code signed in to your account.',
  'notices.details': '{browser}, {address}, {at}',
  'notices.details_without_address': '{browser}, unknown address, {at}',
  'notices.by': 'By {username}: {details}',
  'notices.more': '{count#notice} more',
  'notices.way_out':
    'If it was not you, change your password now. That signs out every other browser.',
  'notices.acknowledge': 'It was me',
} as const;
