"""What people see and what pipelines read; nothing here looks anything up."""
