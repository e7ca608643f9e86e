"""LED panels and keypads on a serial line, played by pymodbus.

usage: slaves.py PORT PANELS KEYPADS   (addresses separated by commas, or -)

Prints a JSON line for each write to a panel and for each change of a keypad's lamp. Reads lines from standard input:
`press UNIT KEY TIMES` closes a contact so many times and leaves it down, `release UNIT` opens it and says when it was asked
often enough to be known to be at rest.
"""

import asyncio
import json
import logging
import sys

from pymodbus import pymodbus_apply_logging_config

from pymodbus.pdu import ModbusPDU
from pymodbus.server import ModbusSerialServer
from pymodbus.simulator import SimData, SimDevice
from pymodbus.simulator.simdata import DataType


def tell(**what):
    print(json.dumps(what), flush=True)


class Keypad:
    def __init__(self):
        self.count = self.key = self.down = 0
        self.lamp = None
        self.rest = 0


# At twelve a second more than the 0.4 s that two actions are apart.
POLLS_TO_REST = 12

keypads = {}


class Poll(ModbusPDU):
    """Our keypad's frame, as devices/KEYPAD.md has it."""

    function_code = 0x41
    rtu_frame_size = 6

    def __init__(self, dev_id=0, transaction_id=0, payload=b""):
        super().__init__(dev_id=dev_id, transaction_id=transaction_id)
        self.payload = payload

    def encode(self):
        return self.payload

    def decode(self, data):
        self.payload = data

    async def datastore_update(self, context, device_id):
        keypad = keypads.get(device_id)
        if keypad is None:
            return Poll(dev_id=device_id, payload=bytes(3))
        taken, lamp = self.payload[0], self.payload[1]
        if keypad.lamp != lamp:
            keypad.lamp = lamp
            tell(keypad=device_id, lamp=lamp, taken=taken)
        if keypad.rest > 0:
            keypad.rest -= 1
            if keypad.rest == 0:
                tell(rested=device_id)
        return Poll(dev_id=device_id, payload=bytes([keypad.count, keypad.key, keypad.down]))


def panel(unit):
    async def on_access(_function, start, address, count, registers, values):
        if values is not None:
            shown = list(registers)
            shown[address - start:address - start + count] = values
            tell(panel=unit, registers=shown[:8])

    return SimDevice(id=unit, simdata=SimData(address=0, count=16, values=0, datatype=DataType.REGISTERS), action=on_access)


async def orders():
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        verb, unit, *rest = line.split()
        keypad = keypads[int(unit)]
        if verb == "press":
            key, times = map(int, rest)
            for _ in range(times):
                keypad.count = keypad.count % 255 + 1
            keypad.key, keypad.down = key, 1 << (key - 1)
        else:
            keypad.down = 0
            keypad.rest = POLLS_TO_REST


def addresses(text):
    return [] if text in ("", "-") else [int(unit) for unit in text.split(",")]


async def main():
    port, panels, pads = sys.argv[1:4]
    keypads.update({unit: Keypad() for unit in addresses(pads)})
    here = {*addresses(panels), *keypads}

    def on_wire(sending, data):
        # The simulator answers in the place of a device that is not there; on a real line nobody does.
        return data if not sending or data[0] in here else b""

    pymodbus_apply_logging_config(logging.CRITICAL)
    devices = [panel(unit) for unit in addresses(panels)] or [panel(247)]
    server = ModbusSerialServer(devices, port=port, baudrate=9600, custom_pdu=[Poll], trace_packet=on_wire)
    await server.serve_forever(background=True)
    tell(ready=True)
    await orders()


asyncio.run(main())
