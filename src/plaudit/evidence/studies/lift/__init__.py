"""Did a program cause more advocacy, and how could one find out."""
