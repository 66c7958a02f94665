"""What was learned, told to a learning record store by xAPI: nobody's name, and no word that anybody wrote."""
