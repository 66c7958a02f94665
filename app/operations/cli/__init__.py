"""flask doctor, flask metrics, flask backup."""
