"""SQLite through Peewee: tables, migrations, queries; takes and gives domain values."""
