test.todo('being written: messages');
