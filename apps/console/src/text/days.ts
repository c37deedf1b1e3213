export { dayIn } from '#libs/wording';
