export { readSeason } from './read-season';
export { seasonFiles, writeSeason } from './write-season';
