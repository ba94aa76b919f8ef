import type { deletion as english } from '../en/deletion.js';
import { translation } from '../translation.js';

export const deletion = translation<typeof english>()({
  'deletion.deleted': 'se borra',
  'deletion.deleted_too': 'se borra también, porque se refiere a una fila borrada',
  'deletion.kept_in_part':
    '{text:message}; la auditoría solo conserva el tamaño y el hash de {columns:every}: descárguelo antes si puede hacer falta',
  'deletion.traced': '{column:title} (de {bytes:number} bytes)',
  'deletion.changes': '{changes:every}',
  'deletion.emptied': '{column:title} queda vacío',
  'deletion.to_default': '{column:title} pasa a ser {value}',
  'deletion.row': '{kind:title} {title}',
  'deletion.row_of': 'una fila de {table:title}',
  'deletion.hidden_row': 'una fila que su usuario no ve',
  'deletion.more_rows': 'no se muestran: {rows#row}',
  'deletion.effects': 'con las filas elegidas: se borran {deleted#row}, cambian {changed#row}',
  'deletion.triggers':
    'los disparadores de la base de datos se ejecutan a la vez y pueden cambiar o borrar otras filas: {names:all}',
  'deletion.refers':
    'se refiere por {columns:message} a una fila que se borraría o cambiaría: borre antes esta fila o cambie su referencia',
  'deletion.blocked': 'no se borra nada, por las referencias de {rows#row}',
  'deletion.blocked_first':
    'no se borra nada, por las referencias de {rows#row}; las primeras {shown:number} son',
  'deletion.blocked_now':
    'no se elimina nada: hay filas que se refieren a lo que se eliminaría o cambiaría',
  'deletion.blocked_unseen':
    'no se elimina nada por las referencias de otras filas; su usuario no ve algunas de ellas',
  'deletion.unseen_rows': 'filas que su usuario no ve',
  'deletion.unseen_refer':
    'se refieren a una fila que esto eliminaría o cambiaría: pregunte a un administrador',
  'deletion.changed': 'una fila cambió desde la vista previa; no se borró nada',
  'deletion.ignored':
    'la base de datos no lo borró: uno de sus disparadores lo ignora, o alguien cambió una fila en ese momento',
  'deletion.no_preview': 'falta la vista previa de este borrado',
  'deletion.too_many': 'se borrarían o cambiarían más de {most#row}',
  'deletion.too_large':
    'las filas que se borrarían o cambiarían son demasiado grandes para una sola operación',
  'deletion.too_large_to_read':
    'las filas que se borrarían o cambiarían tienen {bytes:number} bytes, y una operación lee como máximo {most:number}',
  'deletion.fewer_or_sqlite':
    'elija menos filas; una fila que por sí sola es mayor solo puede borrarse con un programa para SQLite',
  'deletion.must_have':
    'dejaría vacío {columns:message} en filas de {table:title}, que deben tener un valor',
  'deletion.delete_before': 'elija menos filas, o borre antes las que se refieren a ellas',
  'deletion.unreadable':
    'la base de datos no puede decir qué filas de {table:title} se refieren a ella',
  'deletion.reaches_kept':
    'se borrarían o cambiarían a la vez filas de {table:title}, que se conservan',
  'deletion.reaches_others': 'se borrarían o cambiarían a la vez filas que su usuario no ve',
  'deletion.not_here': 'aquí no se pueden borrar ni duplicar filas: {reason:message}',
  'deletion.keeps_history': 'el libro conserva su historia',
  'deletion.keeps_money': 'lleva dinero',
  'deletion.done':
    'borradas: {deleted#row}; con ellas, borradas {more#row} y cambiadas {changed#row}',
  'deletion.done_alone': 'borradas: {deleted#row}',
});
