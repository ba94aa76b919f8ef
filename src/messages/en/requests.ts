/** Refusals of requests, before any page or service. */
export const requests = {
  'requests.defect': 'something went wrong (request {request})',
  'requests.failed': 'something went wrong here; tell the administrator the request’s number',
  'requests.no_page': 'there is no such page',
  'requests.no_record': 'there is no such record or page',
  'requests.not_open': 'this is not open to your login',
  'requests.bad_values': 'the values are not right',
  'requests.bad_address': 'the address is not right',
} as const;
