// MAKERCore
