//! Login, NUMEN, external number, birth date: typed values with French-facing faults.
