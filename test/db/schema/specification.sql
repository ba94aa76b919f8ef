-- The DDL of the database specification v4.0.0-staging, copied as it stands there: sections
-- "Table Schemas" and "Indexes".

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    username TEXT UNIQUE NOT NULL,
    email TEXT UNIQUE NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'agent', 'customer')),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'suspended')),
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_login TEXT,
    agent_id TEXT,
    FOREIGN KEY (agent_id) REFERENCES agents(id)
);

CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT UNIQUE NOT NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'suspended')),
    commission_rate REAL NOT NULL DEFAULT 0.05,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    total_volume REAL DEFAULT 0,
    customer_count INTEGER DEFAULT 0
);

CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT UNIQUE NOT NULL,
    phone TEXT,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'suspended')),
    betting_limit REAL DEFAULT 1000,
    balance REAL DEFAULT 0,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_activity TEXT,
    FOREIGN KEY (agent_id) REFERENCES agents(id)
);

CREATE TABLE wagers (
    id TEXT PRIMARY KEY,
    wager_number TEXT UNIQUE NOT NULL,
    customer_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    amount REAL NOT NULL CHECK (amount > 0),
    description TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'active', 'settled', 'cancelled', 'voided')),
    odds REAL,
    potential_win REAL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    settled_at TEXT,
    result TEXT CHECK (result IN ('win', 'loss', 'push', 'void')),
    FOREIGN KEY (customer_id) REFERENCES customers(id),
    FOREIGN KEY (agent_id) REFERENCES agents(id)
);

CREATE TABLE transactions (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('deposit', 'withdrawal', 'wager', 'settlement', 'refund')),
    customer_id TEXT NOT NULL,
    amount REAL NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'completed', 'failed', 'cancelled')),
    reference TEXT,
    description TEXT,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    processed_at TEXT,
    FOREIGN KEY (customer_id) REFERENCES customers(id)
);

CREATE TABLE activities (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('login', 'logout', 'wager_placed', 'wager_settled', 'payment', 'withdrawal')),
    action TEXT NOT NULL,
    amount REAL,
    metadata TEXT, -- JSON string for additional data
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE kpi_metrics (
    id TEXT PRIMARY KEY,
    metric_name TEXT NOT NULL,
    metric_value REAL NOT NULL,
    period TEXT NOT NULL CHECK (period IN ('daily', 'weekly', 'monthly')),
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE(metric_name, period, period_start)
);

CREATE TABLE weekly_stats (
    id TEXT PRIMARY KEY,
    week_start TEXT NOT NULL,
    week_end TEXT NOT NULL,
    total_handle REAL NOT NULL DEFAULT 0,
    total_win REAL NOT NULL DEFAULT 0,
    total_volume REAL NOT NULL DEFAULT 0,
    total_bets INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE(week_start)
);

-- Users table
CREATE INDEX idx_users_username ON users(username);
CREATE INDEX idx_users_email ON users(email);
CREATE INDEX idx_users_role ON users(role);
CREATE INDEX idx_users_agent_id ON users(agent_id);

-- Agents table
CREATE INDEX idx_agents_code ON agents(code);
CREATE INDEX idx_agents_status ON agents(status);

-- Customers table
CREATE INDEX idx_customers_agent_id ON customers(agent_id);
CREATE INDEX idx_customers_email ON customers(email);
CREATE INDEX idx_customers_status ON customers(status);

-- Wagers table
CREATE INDEX idx_wagers_wager_number ON wagers(wager_number);
CREATE INDEX idx_wagers_customer_id ON wagers(customer_id);
CREATE INDEX idx_wagers_agent_id ON wagers(agent_id);
CREATE INDEX idx_wagers_status ON wagers(status);
CREATE INDEX idx_wagers_created_at ON wagers(created_at);

-- Transactions table
CREATE INDEX idx_transactions_customer_id ON transactions(customer_id);
CREATE INDEX idx_transactions_type ON transactions(type);
CREATE INDEX idx_transactions_status ON transactions(status);
CREATE INDEX idx_transactions_created_at ON transactions(created_at);

-- Activities table
CREATE INDEX idx_activities_user_id ON activities(user_id);
CREATE INDEX idx_activities_type ON activities(type);
CREATE INDEX idx_activities_created_at ON activities(created_at);

-- KPI Metrics table
CREATE INDEX idx_kpi_metrics_period ON kpi_metrics(period);
CREATE INDEX idx_kpi_metrics_period_start ON kpi_metrics(period_start);

-- Weekly Stats table
CREATE INDEX idx_weekly_stats_week_start ON weekly_stats(week_start);

-- Wagers by customer and status
CREATE INDEX idx_wagers_customer_status ON wagers(customer_id, status);

-- Wagers by agent and status
CREATE INDEX idx_wagers_agent_status ON wagers(agent_id, status);

-- Transactions by customer and type
CREATE INDEX idx_transactions_customer_type ON transactions(customer_id, type);

-- Activities by user and type
CREATE INDEX idx_activities_user_type ON activities(user_id, type);

-- KPI metrics by period and name
CREATE INDEX idx_kpi_metrics_period_name ON kpi_metrics(period, metric_name);
