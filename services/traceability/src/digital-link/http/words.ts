import type { Language } from './negotiate';

/** What the page says, in French and in Arabic. */
export interface Words {
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly other: string;
  readonly lot: string;
  readonly recalled: string;
  readonly recalledHelp: string;
  readonly released: string;
  readonly notReleased: string;
  readonly origin: string;
  readonly harvest: string;
  readonly harvestFromTo: readonly [string, string];
  readonly claims: string;
  readonly noClaims: string;
  readonly claimNames: Readonly<Record<string, string>>;
  readonly validTo: string;
  readonly price: string;
  readonly priceOfKg: string;
  readonly paid: string;
  readonly members: string;
  readonly oce: string;
  readonly unsettled: string;
  readonly traders: string;
  readonly units: Readonly<Record<'kg' | 'litre' | 'piece', string>>;
  readonly costs: Readonly<Record<string, string>>;
  readonly unknown: string;
  readonly unknownHelp: string;
}

const fr: Words = {
  direction: 'ltr',
  title: 'D’où vient ce produit',
  other: 'العربية',
  lot: 'Lot',
  recalled: 'PRODUIT RAPPELÉ',
  recalledHelp: 'Ne le consommez pas. Rapportez-le au point de vente. Rappelé le',
  released: 'Contrôlé et libéré pour la vente',
  notReleased: 'Pas encore libéré pour la vente',
  origin: 'Origine',
  harvest: 'Récolte',
  harvestFromTo: ['du', 'au'],
  claims: 'Certificats',
  noClaims: 'Aucune mention certifiée pour ce lot.',
  claimNames: {
    organic: 'Agriculture biologique',
    fairtrade: 'Commerce équitable',
    origin: 'Origine',
    country: 'Pays d’origine',
    harvest_year: 'Année de récolte',
    cold_extraction: 'Extraction à froid',
  },
  validTo: 'valable jusqu’au',
  price: 'Le prix, maillon par maillon',
  priceOfKg: 'pour un kilogramme vendu',
  paid: 'Payé par l’acheteur',
  members: 'Reçu par les producteurs',
  oce: 'Résultat de l’OCE',
  unsettled: 'Pas encore réparti',
  traders: 'Prix d’un négociant, au kilogramme livré',
  units: { kg: 'le kilogramme', litre: 'le litre', piece: 'la pièce' },
  costs: {
    milling: 'Trituration',
    commission: 'Commission de l’OCE',
    packing: 'Conditionnement',
    transport: 'Transport',
    freight: 'Fret',
    analyses: 'Analyses',
    storage: 'Stockage',
    handling: 'Manutention',
    sorting: 'Tri et calibrage',
    certification: 'Certification',
    customs: 'Douane',
    transit: 'Transit',
    'cargo-insurance': 'Assurance de la marchandise',
    'bank-fees': 'Frais bancaires',
    'quality-rebate': 'Réfaction de qualité',
  },
  unknown: 'Produit inconnu',
  unknownHelp: 'Vérifiez le code : aucun lot de ce numéro ne porte cet article.',
};

const ar: Words = {
  direction: 'rtl',
  title: 'من أين يأتي هذا المنتوج',
  other: 'Français',
  lot: 'الدفعة',
  recalled: 'منتوج مسحوب من السوق',
  recalledHelp: 'لا تستهلكوه وأعيدوه إلى نقطة البيع. تاريخ السحب:',
  released: 'تمت مراقبته والترخيص ببيعه',
  notReleased: 'لم يرخص ببيعه بعد',
  origin: 'المصدر',
  harvest: 'الجني',
  harvestFromTo: ['من', 'إلى'],
  claims: 'الشهادات',
  noClaims: 'لا توجد علامة مصادق عليها لهذه الدفعة.',
  claimNames: {
    organic: 'فلاحة بيولوجية',
    fairtrade: 'تجارة عادلة',
    origin: 'المنشأ',
    country: 'بلد المنشأ',
    harvest_year: 'سنة الجني',
    cold_extraction: 'استخلاص على البارد',
  },
  validTo: 'صالحة إلى غاية',
  price: 'الثمن، حلقة بعد حلقة',
  priceOfKg: 'لكل كيلوغرام مبيع',
  paid: 'ما أداه المشتري',
  members: 'ما توصل به المنتجون',
  oce: 'نتيجة المكتب',
  unsettled: 'لم يوزع بعد',
  traders: 'ثمن تاجر، للكيلوغرام المسلم',
  units: { kg: 'للكيلوغرام', litre: 'للتر', piece: 'للقطعة' },
  costs: {
    milling: 'العصر',
    commission: 'عمولة المكتب',
    packing: 'التعبئة',
    transport: 'النقل',
    freight: 'الشحن',
    analyses: 'التحاليل',
    storage: 'التخزين',
    handling: 'المناولة',
    sorting: 'الفرز والمعايرة',
    certification: 'المصادقة',
    customs: 'الجمارك',
    transit: 'العبور',
    'cargo-insurance': 'تأمين البضاعة',
    'bank-fees': 'مصاريف بنكية',
    'quality-rebate': 'خصم الجودة',
  },
  unknown: 'منتوج غير معروف',
  unknownHelp: 'تحققوا من الرمز: لا توجد دفعة بهذا الرقم لهذا المنتوج.',
};

export const WORDS: Readonly<Record<Language, Words>> = { fr, ar };
