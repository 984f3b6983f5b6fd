/** Somebody on a list of sanctions, of politicians or of warnings. */
export interface ListedPerson {
  /** 24 hex characters. */
  readonly personId: string;
  readonly entityType: 'person' | 'company';
  readonly firstName: string;
  readonly lastName: string;
  /** The same name in other scripts and spellings. */
  readonly spellings: readonly string[];
  readonly aliases: readonly string[];
  /** `YYYY-MM-DD`; lists do not always have one. */
  readonly birthday?: string;
  readonly gender?: 'female' | 'male';
  /** Two letters. */
  readonly nationality: string;
  readonly topics: readonly string[];
  readonly position?: string;
}

/** The whole list: nobody on it exists. `ZZ` is no country. */
export const listedPeople: readonly ListedPerson[] = [
  {
    personId: '5a0a00000000000000000001',
    entityType: 'person',
    firstName: 'Vorlan',
    lastName: 'Dremikov',
    spellings: ['Ворлан Дремиков', 'Worlan Dremikow'],
    aliases: ['The Quiet Admiral'],
    birthday: '1961-03-14',
    gender: 'male',
    nationality: 'ZZ',
    topics: ['Sanctioned entity', 'Politician'],
    position: 'Minister of Synthetic Affairs',
  },
  {
    personId: '5a0a00000000000000000002',
    entityType: 'person',
    firstName: 'Aizere',
    lastName: 'Tulmanova',
    spellings: ['Айзере Тулманова', 'Ayzere Tulmanova'],
    aliases: ['Aizere Kesten'],
    birthday: '1974-11-02',
    gender: 'female',
    nationality: 'ZZ',
    topics: ['Politician'],
    position: 'Deputy mayor of Synthetic Town',
  },
  {
    personId: '5a0a00000000000000000003',
    entityType: 'person',
    firstName: 'Aidos',
    lastName: 'Tulmanov',
    spellings: ['Айдос Тулманов'],
    aliases: [],
    birthday: '1999-06-21',
    gender: 'male',
    nationality: 'ZZ',
    topics: ['Close Associate'],
  },
  {
    personId: '5a0a00000000000000000004',
    entityType: 'person',
    firstName: 'Hassim',
    lastName: 'al-Dourrani',
    spellings: ['حاسم الدراني', 'Hasim Al Durrani'],
    aliases: ['Abu Qalem'],
    birthday: '1968-01-30',
    gender: 'male',
    nationality: 'ZZ',
    topics: ['Sanctioned entity', 'Wanted person'],
  },
  {
    personId: '5a0a00000000000000000005',
    entityType: 'person',
    firstName: 'Marisol',
    lastName: 'Quentá Ibarrola',
    spellings: ['Marisol Quenta Ibarrola'],
    aliases: ['La Fixture'],
    gender: 'female',
    nationality: 'ZZ',
    topics: ['Person of interest'],
  },
  {
    personId: '5a0a00000000000000000006',
    entityType: 'person',
    firstName: 'Yaoshen',
    lastName: 'Linqi',
    spellings: ['林奇耀申', 'Linqi Yao Shen'],
    aliases: [],
    birthday: '1955-09-09',
    gender: 'male',
    nationality: 'ZZ',
    topics: ['Counter-sanctioned Entity'],
  },
  {
    personId: '5a0a00000000000000000007',
    entityType: 'person',
    firstName: 'Elira',
    lastName: 'Vonshteyn',
    spellings: ['Элира Вонштейн', 'Elira Wonstein'],
    aliases: [],
    birthday: '1983-04-17',
    gender: 'female',
    nationality: 'ZZ',
    topics: ['Debarred Entity'],
  },
  {
    personId: '5a0a00000000000000000008',
    entityType: 'company',
    firstName: '',
    lastName: 'Brightmere Synthetics Ltd',
    spellings: ['Brightmere Synthetics Limited'],
    aliases: [],
    nationality: 'ZZ',
    topics: ['Regulator Warning'],
  },
];

export function fullNameOf({ firstName, lastName }: ListedPerson): string {
  return `${firstName} ${lastName}`.trim();
}
