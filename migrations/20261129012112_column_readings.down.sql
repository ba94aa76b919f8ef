DROP TABLE `column_readings`;
