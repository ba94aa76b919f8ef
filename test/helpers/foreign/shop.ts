import { bytes, digits, insertRows, pick, rowsOf, type ForeignSchema } from './schema.js';

/**
 * A shop in the way of desktop databases: names in PascalCase, keys of five letters, prices of two
 * places, times as text, employees who report to each other, order lines with a composite key.
 */

const tables = [
  `CREATE TABLE Categories (
    CategoryID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    CategoryName VARCHAR(15) NOT NULL,
    Description TEXT,
    Picture BLOB
  )`,
  `CREATE TABLE Suppliers (
    SupplierID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    CompanyName VARCHAR(40) NOT NULL,
    ContactName VARCHAR(30),
    Address VARCHAR(60),
    PostalCode VARCHAR(10),
    Country VARCHAR(15),
    HomePage TEXT
  )`,
  `CREATE TABLE Products (
    ProductID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    ProductName VARCHAR(40) NOT NULL,
    SupplierID INTEGER REFERENCES Suppliers (SupplierID),
    CategoryID INTEGER REFERENCES Categories (CategoryID),
    QuantityPerUnit VARCHAR(20),
    UnitPrice DECIMAL(10,2) DEFAULT 0 CHECK (UnitPrice >= 0),
    UnitsInStock SMALLINT DEFAULT 0,
    Discontinued BIT NOT NULL DEFAULT 0 CHECK (Discontinued IN (0, 1))
  )`,
  `CREATE TABLE Clients (
    ClientID VARCHAR(5) PRIMARY KEY NOT NULL,
    CompanyName VARCHAR(40) NOT NULL,
    ContactName VARCHAR(30),
    ContactTitle VARCHAR(30),
    City VARCHAR(15),
    PostalCode VARCHAR(10),
    Phone VARCHAR(24),
    CreditLimit MONEY,
    IsCompany BOOLEAN
  )`,
  `CREATE TABLE Employees (
    EmployeeID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    LastName VARCHAR(20) NOT NULL,
    FirstName VARCHAR(10) NOT NULL,
    Title VARCHAR(30),
    BirthDate DATE,
    HireDate DATETIME,
    Extension VARCHAR(4),
    Photo BLOB,
    Notes TEXT,
    ReportsTo INTEGER REFERENCES Employees (EmployeeID)
  )`,
  `CREATE TABLE Shippers (
    ShipperID INTEGER PRIMARY KEY NOT NULL,
    CompanyName VARCHAR(40) NOT NULL UNIQUE,
    Phone VARCHAR(24)
  )`,
  `CREATE TABLE Orders (
    OrderID INTEGER PRIMARY KEY NOT NULL,
    ClientID VARCHAR(5) REFERENCES Clients (ClientID),
    EmployeeID INTEGER REFERENCES Employees (EmployeeID),
    OrderDate DATETIME,
    RequiredDate DATETIME,
    ShippedDate DATETIME,
    ShipVia INTEGER REFERENCES Shippers (ShipperID),
    Freight DECIMAL(10,2) DEFAULT 0
  )`,
  `CREATE TABLE "Order Details" (
    OrderID INTEGER NOT NULL REFERENCES Orders (OrderID),
    ProductID INTEGER NOT NULL REFERENCES Products (ProductID),
    UnitPrice DECIMAL(10,2) NOT NULL DEFAULT 0 CHECK (UnitPrice >= 0),
    Quantity SMALLINT NOT NULL DEFAULT 1 CHECK (Quantity > 0),
    Discount REAL NOT NULL DEFAULT 0 CHECK (Discount >= 0 AND Discount <= 1),
    PRIMARY KEY (OrderID, ProductID)
  )`,
  `CREATE TABLE Territories (
    TerritoryID VARCHAR(20) PRIMARY KEY NOT NULL,
    TerritoryDescription NCHAR(50) NOT NULL
  )`,
  `CREATE TABLE EmployeeTerritories (
    EmployeeID INTEGER NOT NULL REFERENCES Employees (EmployeeID),
    TerritoryID VARCHAR(20) NOT NULL REFERENCES Territories (TerritoryID),
    PRIMARY KEY (EmployeeID, TerritoryID)
  ) WITHOUT ROWID`,
  `CREATE INDEX OrdersOfClient ON Orders (ClientID)`,
  `CREATE INDEX ProductsByName ON Products (ProductName COLLATE NOCASE)`,
  `CREATE VIEW "Current Products" AS
    SELECT ProductID, ProductName, UnitPrice FROM Products WHERE Discontinued = 0`,
];

const goods = ['Chai', 'Cider', 'Konfitüre', 'Queso "Curado"', 'Pear d’Anjou', 'Ginger & Lime'];
const towns = ['Århus', 'Bräcke', 'Cork', 'Graz', 'Köln', 'Lisboa'];
const people = ['Ana', 'Bo', 'Cleo', 'Dag', 'Eva', 'Finn', "Gus O'Hara"];
const day = (number: number) =>
  new Date(Date.UTC(2023, 0, 1 + number * 3)).toISOString().slice(0, 10);

/** Five letters: the 26 first ones in turn, and the client's number in base 26. */
const clientKey = (number: number) =>
  `${String.fromCharCode(65 + (number % 26))}LF${String.fromCharCode(65 + Math.floor(number / 26), 65 + ((number * 7) % 26))}`;

const rows = [
  ...insertRows(
    'Categories',
    rowsOf(21, (n) => [
      n,
      `${pick(['Drinks', 'Dairy', 'Sweets', 'Spices'], n)} ${n}`,
      n % 5 === 0 ? '' : `Kept cool, below ${n} °C`,
      n % 4 === 0 ? null : bytes(n),
    ]),
  ),
  ...insertRows(
    'Suppliers',
    rowsOf(23, (n) => [
      n,
      `${pick(towns, n)} Wholesale ${n}`,
      n % 6 === 0 ? null : `${pick(people, n)} Lind`,
      n % 3 === 0 ? `${n} Quay\r\nUnit ${n}` : `${n} Long Street`,
      n % 4 === 0 ? '' : digits(n * 37, 5),
      pick(['Denmark', 'Sweden', 'Ireland'], n),
      n % 5 === 0 ? `#https://example.test/${n}#` : null,
    ]),
  ),
  ...insertRows(
    'Products',
    rowsOf(34, (n) => [
      n,
      `${pick(goods, n)} ${digits(n, 2)}`,
      n % 11 === 0 ? null : 1 + (n % 23),
      n % 13 === 0 ? null : 1 + ((n * 5) % 21),
      `${n % 9} boxes x ${n} bags`,
      n % 4 === 0 ? n : n + (n % 20) * 0.05,
      (n * 17) % 90,
      n % 8 === 0 ? 1 : 0,
    ]),
  ),
  ...insertRows(
    'Clients',
    rowsOf(42, (n) => [
      clientKey(n),
      `${pick(towns, n)} Stores ${n}`,
      `${pick(people, n)} ${pick(['Berg', 'Dahl', 'Moe'], n)}`,
      pick(['Owner', 'Sales Manager', null], n),
      pick(towns, n),
      digits(n * 211, 5),
      n % 7 === 0 ? null : `(0${n}) 555-${digits(n * 13, 4)}`,
      n % 3 === 0 ? n * 100 : n * 12.5,
      pick([1, 0, null], n),
    ]),
  ),
  ...insertRows(
    'Employees',
    rowsOf(24, (n) => [
      n,
      pick(['Ode', 'Pym', 'Roe'], n),
      pick(people, n).slice(0, 10),
      n === 1 ? 'Vice President, Sales' : 'Sales Representative',
      day(-2000 - n * 11),
      `${day(n)} 00:00:00`,
      digits(n * 9, 4),
      n % 3 === 0 ? bytes(n) : null,
      n % 2 === 0 ? `Joined in spring.\nSpeaks Danish (level ${n}).` : null,
      n === 1 ? null : Math.floor((n + 2) / 4),
    ]),
  ),
  ...insertRows(
    'Shippers',
    rowsOf(3, (n) => [n, pick(['Fast Freight', 'North Line', 'Slow & Sure'], n), '(503) 555-0100']),
  ),
  ...insertRows(
    'Orders',
    rowsOf(44, (n) => [
      10247 + n,
      n % 17 === 0 ? null : clientKey(1 + ((n * 5) % 42)),
      1 + (n % 24),
      `${day(n)} ${digits(n % 24, 2)}:${digits((n * 7) % 60, 2)}:00`,
      `${day(n + 9)} 00:00:00.000`,
      n % 5 === 0 ? null : `${day(n + 2)} 00:00:00`,
      n % 9 === 0 ? null : 1 + (n % 3),
      n % 6 === 0 ? n : n * 0.25,
    ]),
  ),
  ...insertRows(
    'Order Details',
    rowsOf(42, (n) => [
      10248 + Math.floor(n / 3),
      1 + ((n * 7) % 34),
      n % 2 === 0 ? 20 : 23.3,
      1 + (n % 12),
      pick([0, 0.05, 0.25], n),
    ]),
  ),
  ...insertRows(
    'Territories',
    rowsOf(25, (n) => [digits(n * 401, 5), `${pick(towns, n)} ${n}`.padEnd(50)]),
  ),
  ...insertRows(
    'EmployeeTerritories',
    rowsOf(30, (n) => [1 + (n % 24), digits((1 + ((n * 3) % 25)) * 401, 5)]),
  ),
];

export const shop: ForeignSchema = {
  name: 'a shop',
  sql: [...tables, ...rows],
  tables: {
    Categories: { title: ['CategoryName'] },
    Suppliers: { title: ['CompanyName'] },
    Products: { title: ['ProductName'] },
    Clients: { title: ['CompanyName'], fresh: { ClientID: 'NEWCO' } },
    Employees: {
      title: ['LastName', 'FirstName'],
      times: { HireDate: 'text' },
      days: ['BirthDate'],
    },
    Shippers: { title: ['CompanyName'], fresh: { CompanyName: 'Third Wheel' } },
    Orders: { times: { OrderDate: 'text', RequiredDate: 'text', ShippedDate: 'text' } },
    'Order Details': { fresh: { OrderID: '10291' } },
    Territories: { fresh: { TerritoryID: '00007' } },
    EmployeeTerritories: { fresh: { EmployeeID: '24', TerritoryID: '10025' } },
    'Current Products': { title: ['ProductName'], isReadOnly: true },
  },
};
