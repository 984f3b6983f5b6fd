test.todo('being written: withdrawal');
