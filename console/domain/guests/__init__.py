"""Who is who: names, contacts and the rules that tell two guests apart. Pure; what is known of words is handed in."""
