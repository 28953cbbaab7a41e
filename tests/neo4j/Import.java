import java.nio.file.Path;
import java.util.Arrays;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.importer.ImportCommand;
import picocli.CommandLine;

/** `neo4j-admin database import full` for a server's folder, which is the first argument; the rest are its own. */
public class Import {
    public static void main(String[] arguments) {
        var home = Path.of(arguments[0]);
        var command = new ImportCommand.Full(new ExecutionContext(home, home.resolve("conf")));
        System.exit(new CommandLine(command).execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
