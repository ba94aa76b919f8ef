/** Names of the demo book's people, teams and bets, and its reasons. */

// prettier-ignore
export const firstNames = [
  'Aaron', 'Alicia', 'Amara', 'Andre', 'Anita', 'Ben', 'Bianca', 'Björn', 'Caleb', 'Carmen',
  'Chloé', 'Damon', 'Dana', 'Darius', 'Devon', 'Diego', 'Elena', 'Eli', 'Esther', 'Felix',
  'Fiona', 'Frank', 'Gina', 'Grant', 'Hana', 'Hector', 'Ian', 'Imani', 'Iris', 'Jamal',
  'Jesús', 'Joanna', 'Jonas', 'José', 'Kara', 'Keith', 'Lamar', 'Leila', 'Luis', 'Łukasz',
  'Mara', 'Marcus', 'Mei', 'Miguel', 'Nadia', 'Nate', 'Noor', 'Olga', 'Omar', 'Owen',
  'Paige', 'Pedro', 'Quinn', 'Ravi', 'Renée', 'Rosa', 'Sam', 'Siobhán', 'Tara', 'Terrence',
  'Thuỳ', 'Uma', 'Victor', 'Wanda', 'Wei', 'Xavier', 'Yara', 'Yusuf', 'Zoë', 'Zuzana',
];

// prettier-ignore
export const lastNames = [
  'Abbott', 'Ahmed', 'Álvarez', 'Baker', 'Banerjee', 'Becker', 'Brooks', 'Castillo', 'Chen',
  'Cohen', 'D’Angelo', "D'Souza", 'Diaz', 'Dubois', 'Edwards', 'Eriksen', 'Fernández', 'Fischer',
  'Fitzgerald', 'García', 'Gonzalez', 'Grant', 'Haddad', 'Hansen', 'Hughes', 'Ibrahim', 'Ito',
  'Jackson', 'Janssen', 'Jensen', 'Kapoor', 'Kim', 'Kowalski', 'Kurt', 'Larsen', 'Lee', 'Lopez',
  'Macdonald', 'Marino', 'Martínez', 'Meyer', 'Mitchell', 'Müller', 'Nakamura', 'Nguyễn', 'Novák',
  "O'Brien", "O'Connor", "O'Neill", 'Okafor', 'Olsen', 'Osei', 'Park', 'Patel', 'Pereira',
  'Popescu', 'Quigley', 'Ramírez', 'Reyes', 'Rossi', 'Sánchez', 'Santos', 'Schmidt', 'Silva',
  'Šimić', 'Singh', 'Stone', 'Suzuki', 'Taylor', 'Thompson', 'Torres', 'Underwood', 'Vargas',
  'Walsh', 'Weber', 'Williams', 'Wójcik', 'Yamamoto', 'Young', 'Zhang',
];

export const demoAdministrators = ['admin', 'night.desk'] as const;

/** Username of the first customer; the others have theirs from their names. */
export const DEMO_CUSTOMER = 'customer';

export const demoAgents = [
  { name: 'Harbor Street', code: 'HRB', username: 'agent' },
  { name: "O'Malley & Sons", code: 'OML', username: 'omalley' },
  { name: 'Lakeside', code: 'LKS', username: 'lakeside' },
  { name: 'Río Grande', code: 'RIO', username: 'riogrande' },
  { name: 'Northgate', code: 'NGT', username: 'northgate' },
] as const;

// prettier-ignore
export const sports = [
  {
    name: 'Football',
    spread: [2.5, 3, 3.5, 6.5, 7, 9.5],
    total: [38.5, 41, 44.5, 47, 51.5],
    teams: ['Buffalo', 'Kansas City', 'Green Bay', 'Dallas', 'Miami', 'Pittsburgh', 'Seattle', 'Denver', 'Chicago', 'Baltimore'],
  },
  {
    name: 'Basketball',
    spread: [1.5, 2, 4.5, 5.5, 7, 8.5],
    total: [211.5, 218, 224.5, 231, 236.5],
    teams: ['Boston', 'Phoenix', 'Milwaukee', 'Sacramento', 'New York', 'Oklahoma City', 'Cleveland', 'Orlando', 'Memphis', 'Portland'],
  },
  {
    name: 'Baseball',
    spread: [1.5],
    total: [7.5, 8, 8.5, 9],
    teams: ['Houston', 'Los Angeles', 'Atlanta', 'St. Louis', 'San Diego', 'Toronto', 'Tampa Bay', 'Minnesota', 'Cincinnati', 'Detroit'],
  },
  {
    name: 'Hockey',
    spread: [1.5],
    total: [5.5, 6, 6.5],
    teams: ['Montréal', 'Edmonton', 'Vegas', 'Carolina', 'Winnipeg', 'Ottawa', 'Nashville', 'Calgary', 'Vancouver', 'Colorado'],
  },
  {
    name: 'Soccer',
    spread: [0.5, 1, 1.5],
    total: [2, 2.5, 3, 3.5],
    teams: ['Arsenal', 'Sevilla', 'Bayern München', 'Atlético Madrid', 'Porto', 'Ajax', 'Celtic', 'Juventus', 'Lyon', 'Benfica'],
  },
] as const;

export const futures = [
  'Football: Buffalo to win the championship',
  'Basketball: Boston to win the championship',
  'Baseball: most wins of the season, Houston',
  'Hockey: Edmonton to win the cup',
  'Soccer: Sevilla to win the league',
] as const;

// prettier-ignore
export const reasons = {
  void: ['Match postponed', 'Starting pitcher changed', 'Match abandoned', 'Wrong line posted'],
  cancel: ['Line moved before it was accepted', 'Asked for by the customer', 'Placed too late'],
  regrade: ['Official score corrected', 'Graded on the wrong side', 'Overtime counted'],
  reopen: ['Graded before the match ended', 'Graded the wrong match'],
  fail: ['Card declined', 'Transfer came back', 'Account details did not match'],
  cancelPayment: ['Asked for by the customer', 'Entered twice'],
  reverse: ['Chargeback', 'Paid to the wrong customer'],
  adjust: ['Goodwill after a late grading', 'Correction of a phone bet', 'Bonus', 'Carried over by hand'],
} as const;
