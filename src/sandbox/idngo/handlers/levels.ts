import { levels } from '../levels';
import { json } from '../requests';
import { levelView } from '../views';

export const levelHandlers = () => ({
  listLevels: () => json(200, { items: levels.map(levelView), totalItems: levels.length }),
});
