/** The password of every login of the demo book: published with it, so nobody may choose it. */
export const DEMO_PASSWORD = 'harvest-moon-2200';
