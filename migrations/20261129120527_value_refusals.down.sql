DROP TABLE `value_refusals`;
