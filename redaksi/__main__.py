from redaksi.cli import main

main()
