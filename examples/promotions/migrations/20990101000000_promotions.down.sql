DROP TABLE `promotions`;
