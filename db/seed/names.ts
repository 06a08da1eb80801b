/** First and last names that people in Amsterdam Noord have. Any likeness to somebody is chance. */
export const firstNames = [
  'Sanne', 'Femke', 'Daan', 'Lotte', 'Bram', 'Noor', 'Sem', 'Yara', 'Thijs', 'Fatima', 'Ruben', 'Anouk', 'Milan', 'Iris',
  'Youssef', 'Marit', 'Jeroen', 'Esra', 'Koen', 'Tessa', 'Joris', 'Amira', 'Pim', 'Hanna', 'Wouter', 'Sofia', 'Gijs', 'Nina',
  'Mehmet', 'Roos', 'Stijn', 'Eva', 'Luuk', 'Chantal', 'Dirk', 'Maud', 'Ravi', 'Elin', 'Bas', 'Ilse', 'Karim', 'Priya',
  'Zeynep', 'Hidde', 'Marijke', 'Abdel', 'Jolanda', 'Winston', 'Shanti', 'Farida', 'Kwame', 'Ama', 'Sjoerd', 'Nienke',
  'Hafid', 'Meryem', 'Jasper', 'Lieke', 'Tim', 'Sara', 'Emre', 'Ayşe', 'Rachid', 'Naima', 'Guus', 'Fleur', 'Niels', 'Merel',
  'Xin', 'Mei', 'Tomasz', 'Agnieszka', 'Ionel', 'Elena', 'Mateus', 'Beatriz', 'Devika', 'Anil', 'Rosa', 'Teun', 'Jip', 'Isa',
  'Samira', 'Omar', 'Khadija', 'Ilias', 'Selin', 'Deniz', 'Vera', 'Floris', 'Loes', 'Henk', 'Ria', 'Willem', 'Annelies', 'Joost',
] as const

export const lastNames = [
  'de Wit', 'Hoekstra', 'Bakker', 'Jansen', 'van Dijk', 'Visser', 'Smit', 'Yılmaz', 'de Boer', 'Mulder', 'Bos', 'Vos', 'Peters',
  'Hendriks', 'El Amrani', 'van Leeuwen', 'Dekker', 'Brouwer', 'Kuipers', 'Postma', 'Veenstra', 'Dijkstra', 'van der Meer',
  'Willems', 'Kaya', 'Groen', 'Prins', 'Schouten', 'Tol', 'Zijlstra', 'Ramdin', 'Haddad', 'van den Berg', 'Vermeulen', 'Timmermans',
  'Janssen', 'Willemsen', 'Demir', 'Bouzid', 'Benali', 'Ramsoedh', 'Kartosen', 'Mensah', 'Owusu', 'Nowak', 'Kowalska', 'Popescu',
  'Silva', 'Fernandes', 'Chen', 'Wong', 'van Rijn', 'Molenaar', 'Kok', 'van Vliet', 'Scholten', 'Blom', 'Kramer', 'Maas', 'Huisman',
  'Özdemir', 'Çelik', 'Aydın', 'El Idrissi', 'Chaouki', 'Pinas', 'Martina', 'Tromp', 'Sewnath', 'Verhoeven', 'van Beek', 'Hermans',
  'Gerritsen', 'van Dam', 'Wolters', 'Sluis', 'Kroon', 'Buitenhuis', 'de Groot', 'Koster',
] as const

export const foreignNames = {
  DE: ['Jonas Weber', 'Lena Schulz', 'Markus Hoffmann', 'Katharina Vogel', 'Felix Krämer', 'Aylin Şahin', 'Tobias Brandt', 'Greta Lang'],
  BE: ['Jef Peeters', 'Marie Claes', 'Wim De Smet', 'Lien Goossens', 'Amina Diallo', 'Pieter Wouters', 'Julie Lambert', 'Bilal Ouali'],
  GB: ['Hannah Clarke', 'Oliver Bennett', 'Aisha Khan', 'Tom Gallagher', 'Priya Nair', 'Callum Fraser', 'Grace Adeyemi', 'Leo Marsh'],
} as const
