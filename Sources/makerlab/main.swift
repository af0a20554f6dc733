print("makerlab")
