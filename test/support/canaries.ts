/** Strings that occur nowhere by chance: wherever one is found, it was carried there. All made up. */
export const personalCanaries = {
  firstName: 'Canaria-Firstname-4d1f',
  lastName: 'Canaria-Lastname-9b27',
  middleName: 'Canaria-Middlename-51aa',
  dateOfBirth: '1907-03-11',
  placeOfBirth: 'Canaria-Town-c0de',
  tin: 'CANARIATIN77310512',
  email: 'canaria.mail.e5b3@example.test',
  phone: '+7 700 5550199731',
  documentNumber: 'CANARIADOC-N70441238',
  /** In the bytes of a document. */
  picture: 'Canaria-Picture-88e1',
} as const;

export const commentCanaries = {
  /** For the applicant: may travel in payloads and notifications, and stand nowhere else. */
  moderationComment: 'Canaria-Moderation-Comment-2f90',
  itemComment: 'Canaria-Item-Comment-77d2',
  /** Must never leave the provider. */
  clientComment: 'Canaria-Client-Comment-6a3c',
  /** In the body of a refusal. */
  errorDescription: 'Canaria-Error-Description-b18e',
  /** In what the business answers. */
  businessAnswer: 'Canaria-Business-Answer-03fd',
} as const;

export const secretCanaries = {
  appToken: 'sbx:canaria-token-f1.canaria-token-private-e2',
  secretKey: 'canaria-secret-key-d3b6',
  webhookSecret: 'canaria-webhook-secret-a9c4',
  notificationSecret: 'canaria-notification-secret-5e08',
} as const;
