/** A company's application, as it is typed on the reference path. */
export const application = {
  town: 'Zone industrielle, lot 12',
  products: 'Olives de table',
  founded: 1998,
  employees: 62,
  seasonal: 140,
  production: '2 850,5',
  season: 'octobre à janvier',
  energy: 'fuel-oil',
  expectations: 'Moins de saumure.',
  accurate: true,
};
