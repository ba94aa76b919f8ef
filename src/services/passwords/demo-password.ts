/** The password of every demo login: it is published, so that no login may choose it. */
export const DEMO_PASSWORD = 'harvest-moon-2200';
