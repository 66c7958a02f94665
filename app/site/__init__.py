"""The administrator's desk: who works where and who may do what. It owns no tables, and knows no room of learning."""
