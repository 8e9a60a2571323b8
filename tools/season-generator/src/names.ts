/** Common given names, and family names put together from invented parts; each with its Arabic spelling. */
export type Name = readonly [latin: string, arabic: string];

export const GIVEN_NAMES: readonly Name[] = [
  ['Mohamed', 'محمد'],
  ['Ahmed', 'أحمد'],
  ['Hassan', 'حسن'],
  ['Driss', 'إدريس'],
  ['Abdellah', 'عبد الله'],
  ['Youssef', 'يوسف'],
  ['Brahim', 'إبراهيم'],
  ['Khalid', 'خالد'],
  ['Mustapha', 'مصطفى'],
  ['Said', 'سعيد'],
  ['Omar', 'عمر'],
  ['Larbi', 'العربي'],
  ['Fatima', 'فاطمة'],
  ['Khadija', 'خديجة'],
  ['Aïcha', 'عائشة'],
  ['Zineb', 'زينب'],
  ['Naïma', 'نعيمة'],
  ['Rachida', 'رشيدة'],
  ['Malika', 'مليكة'],
  ['Saïda', 'سعيدة'],
  ['Hafida', 'حفيظة'],
  ['Touria', 'ثورية'],
];

const PREFIXES: readonly Name[] = [
  ['Ben', 'بن'],
  ['Bou', 'بو'],
  ['Aït ', 'آيت '],
  ['El ', 'ال'],
];

const ROOTS: readonly Name[] = [
  ['Tazroum', 'تازروم'],
  ['Mersoual', 'مرسوال'],
  ['Zaghdil', 'زغديل'],
  ['Ourimet', 'أوريمت'],
  ['Ghalmour', 'غلمور'],
  ['Kasbour', 'كسبور'],
  ['Drifoul', 'دريفول'],
  ['Sammout', 'سموت'],
  ['Lahziq', 'لحزيق'],
  ['Naqrouz', 'نقروز'],
  ['Fertous', 'فرتوس'],
  ['Chamrouk', 'شمروك'],
  ['Hadjoul', 'حجول'],
  ['Wizguen', 'ويزكن'],
];

export const FAMILY_NAMES: readonly Name[] = PREFIXES.flatMap(([latinPrefix, arabicPrefix]) =>
  ROOTS.map(([latin, arabic]): Name => {
    const joined = latinPrefix.endsWith(' ') ? latin : latin.toLowerCase();
    return [latinPrefix + joined, arabicPrefix + arabic];
  }),
);
