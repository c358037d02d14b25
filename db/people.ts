/** Who answers for what: units, persons, and how much each has to do. */
export { addUnit, editUnit, listUnits, mergeUnit, removeUnit, renameUnit, unitByName } from './units.ts';
export {
  addPerson,
  editPerson,
  handOver,
  leaveOffice,
  listPersons,
  personByName,
  removePerson,
  renamePerson,
} from './persons.ts';
export { peopleLoad } from './load.ts';
